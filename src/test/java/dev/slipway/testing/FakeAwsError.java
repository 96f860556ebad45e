package dev.slipway.testing;

/** An error that the stand-in answers with; its type is AWS's, or a code of the distribution specification. */
final class FakeAwsError extends RuntimeException {

    private final int status;
    private final String type;
    private final String text;

    FakeAwsError(int status, String type, String text) {
        super(type + ": " + text);
        this.status = status;
        this.type = type;
        this.text = text;
    }

    /** An end of the connection in place of an answer. */
    static FakeAwsError reset() {
        return new FakeAwsError(0, "", "");
    }

    boolean isReset() {
        return status == 0;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String text() {
        return text;
    }
}
