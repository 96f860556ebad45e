package dev.slipway.image;

/** A text that is not what it should name, such as a tag with a blank; the message is one sentence with the rule. */
public final class InvalidValueException extends IllegalArgumentException {

    private final String remedy;

    /**
     * @param message what is wrong, quoting the text, without a final full stop
     * @param remedy  what to write instead, as an imperative sentence
     */
    public InvalidValueException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What to write instead. */
    public String remedy() {
        return remedy;
    }
}
