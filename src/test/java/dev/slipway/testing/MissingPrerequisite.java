package dev.slipway.testing;

/** Something that the build needs of this machine is not there; the message says what to do. */
final class MissingPrerequisite extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingPrerequisite(String message) {
        // no stack trace: Maven would print it before the sentence
        super(message, null, false, false);
    }
}
