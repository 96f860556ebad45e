package dev.slipway.dockerfile;

import org.jspecify.annotations.Nullable;

/**
 * What stands between the braces of <code>${name:-word}</code> and its kin.
 *
 * @param name         the variable
 * @param operator     one of {@code + - ? # %}
 * @param emptyIsUnset whether a colon stands before the operator
 * @param word         what follows, already expanded
 */
record Substitution(String name, char operator, boolean emptyIsUnset, String word) {

    static boolean isOperator(char c, boolean afterColon) {
        return (afterColon ? "+-?" : "+-?#%").indexOf(c) >= 0;
    }

    /** Whether the word, and not only the variable, makes the result. */
    boolean takesWord(@Nullable String value) {
        return switch (operator) {
            case '-' -> !isSet(value);
            case '+' -> isSet(value);
            default -> true;
        };
    }

    String apply(@Nullable String value) {
        String present = value == null ? "" : value;
        return switch (operator) {
            case '-' -> isSet(value) ? present : word;
            case '+' -> isSet(value) ? word : "";
            case '?' -> required(isSet(value), present);
            default -> trimmed(present);
        };
    }

    private boolean isSet(@Nullable String value) {
        return value != null && !(emptyIsUnset && value.isEmpty());
    }

    private String required(boolean isSet, String value) {
        if (!isSet) {
            throw new ShellSyntaxException(name + " has no value" + (word.isEmpty() ? "" : " (" + word + ")"));
        }
        return value;
    }

    private String trimmed(String value) {
        boolean longest = !word.isEmpty() && word.charAt(0) == operator;
        ShellPattern pattern = new ShellPattern(longest ? word.substring(1) : word);
        return operator == '#' ? pattern.withoutPrefix(value, longest) : pattern.withoutSuffix(value, longest);
    }
}
