package dev.slipway.engine;

/**
 * Something that an engine cannot do.
 *
 * @param wanted what the recipe wants, as the POM has it: {@code <secrets>}
 * @param reason a clause: «the classic builder knows no secrets»
 * @param wayOut an imperative sentence
 */
public record Refusal(String wanted, String reason, String wayOut) {}
