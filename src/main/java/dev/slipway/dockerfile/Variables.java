package dev.slipway.dockerfile;

import org.jspecify.annotations.Nullable;

/** The variables that a text may name. */
interface Variables {

    /** Nothing is known of any variable, so that all of them stay as written. */
    Variables UNKNOWN = new Variables() {
        @Override
        public boolean isKnown(String name) {
            return false;
        }

        @Override
        public @Nullable String value(String name) {
            return null;
        }
    };

    /** Whether it can be said which value a variable has, or that it has none. */
    boolean isKnown(String name);

    /** The value; null where the variable is not set. */
    @Nullable String value(String name);
}
