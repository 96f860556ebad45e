package dev.slipway.dockerfile;

/** The context paths of an instruction cannot be told apart from the rest; the message is a clause that says why. */
final class BoundlessReachException extends RuntimeException {

    private final String reason;

    BoundlessReachException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
