package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {

    @Test
    void wideLettersTakeTwoColumnsAndMarksNone() {
        assertThat(TerminalText.columns("船a")).isEqualTo(3);
        assertThat(TerminalText.columns("🚢")).isEqualTo(2);
        assertThat(TerminalText.columns("e\u0301")).isEqualTo(1);
        assertThat(TerminalText.columns("grün")).isEqualTo(4);
    }

    @Test
    void textThatFitsIsNotCut() {
        assertThat(TerminalText.cut("gcc -c a", 8)).isEqualTo("gcc -c a");
        assertThat(TerminalText.cut("", 0)).isEmpty();
    }

    @Test
    void textIsCutAtWholeLetters() {
        assertThat(TerminalText.cut("gcc -c main.c", 8)).isEqualTo("gcc -...");
        assertThat(TerminalText.cut("船船船船船", 8)).isEqualTo("船船...");
        assertThat(TerminalText.cut("🚢🚢🚢", 4)).isEqualTo("...");
        assertThat(TerminalText.cut("long", 2)).isEqualTo("..");
    }

    @Test
    void tabsReachToTheNextEighthColumn() {
        assertThat(TerminalText.plain("a\tb\t\tc")).isEqualTo("a       b               c");
    }
}
