package dev.slipway.ecr;

import dev.slipway.plan.EcrSettings.Setting;

/**
 * Something in which a repository is not as the POM wants it.
 *
 * @param what   in words
 * @param is     how it is, in words
 * @param wanted how it should be, in words
 */
record Difference(Setting setting, String what, String is, String wanted) {

    /** Whether ECR can change it. */
    boolean isChangeable() {
        return setting != Setting.ENCRYPTION;
    }

    /** For the log, after it was changed. */
    String change() {
        return what + ": " + wanted + " now, was " + is;
    }

    @Override
    public String toString() {
        return what + ": " + is + ", wanted " + wanted;
    }
}
