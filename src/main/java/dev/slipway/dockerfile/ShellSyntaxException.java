package dev.slipway.dockerfile;

/** A word that cannot be expanded; the message is a clause that fits into a sentence of the caller. */
final class ShellSyntaxException extends RuntimeException {

    ShellSyntaxException(String clause) {
        super(clause);
    }
}
