package dev.slipway.context;

/** Why a pattern of an ignore file means nothing; {@link IgnoreRules} adds the file and the line. */
final class MalformedPatternException extends Exception {

    private final String remedy;

    /**
     * @param problem a clause
     * @param remedy  an imperative sentence
     */
    MalformedPatternException(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    String problem() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }
}
