package dev.slipway.mojo.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.InvalidValueException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressViewsTest {

    private static final Onlooker SOMEBODY =
            new Onlooker(true, false, true, Map.of("TERM", "xterm"), Optional.of(new StringBuilder()));

    /** What Maven's log is without {@code -X}. */
    private static class UsualLog extends SilentLog {

        @Override
        public boolean isInfoEnabled() {
            return true;
        }
    }

    private static class SilentLog extends SystemStreamLog {

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return false;
        }
    }

    private static boolean isLive(@Nullable String wanted, Onlooker onlooker) {
        return ProgressViews.choose(wanted, new UsualLog(), onlooker) instanceof LiveProgress;
    }

    private static Onlooker with(String variable, String value) {
        Map<String, String> env = new HashMap<>(SOMEBODY.env());
        env.put(variable, value);
        return new Onlooker(true, false, true, env, SOMEBODY.terminal());
    }

    @Test
    void somebodyAtATerminalWatchesLive() {
        assertThat(isLive(null, SOMEBODY)).isTrue();
        assertThat(isLive("auto", SOMEBODY)).isTrue();
        assertThat(isLive("plain", SOMEBODY)).isFalse();
    }

    @Test
    void whereAnythingIsDoubtfulLinesAreWritten() {
        Map<String, String> env = SOMEBODY.env();
        Optional<Appendable> terminal = SOMEBODY.terminal();
        assertThat(isLive("auto", new Onlooker(false, false, true, env, terminal)))
                .isFalse();
        assertThat(isLive("auto", new Onlooker(true, true, true, env, terminal)))
                .isFalse();
        assertThat(isLive("auto", new Onlooker(true, false, false, env, terminal)))
                .isFalse();
        assertThat(isLive("auto", new Onlooker(true, false, true, Map.of(), terminal)))
                .isFalse();
        assertThat(isLive("auto", with("TERM", "dumb"))).isFalse();
        assertThat(isLive("auto", with("NO_COLOR", "1"))).isFalse();
        assertThat(isLive("auto", with("CI", "true"))).isFalse();
        assertThat(isLive("tty", with("CI", "true"))).isTrue();
    }

    @Test
    void withoutATerminalOrWithQuietMavenNothingIsLive() {
        Onlooker nobody = new Onlooker(true, false, true, SOMEBODY.env(), Optional.empty());
        assertThat(isLive("tty", nobody)).isFalse();
        assertThat(ProgressViews.choose("tty", new SilentLog(), SOMEBODY)).isInstanceOf(PlainProgress.class);
    }

    @Test
    void linesOfDebuggingDoNotDisturbALiveView() {
        UsualLog debugging = new UsualLog() {
            @Override
            public boolean isDebugEnabled() {
                return true;
            }
        };
        assertThat(ProgressViews.choose("auto", debugging, SOMEBODY)).isInstanceOf(PlainProgress.class);
    }

    @Test
    void variableOfDockersClientIsTheDefault() {
        assertThat(isLive(null, with("BUILDKIT_PROGRESS", "plain"))).isFalse();
        assertThat(isLive("auto", with("BUILDKIT_PROGRESS", "plain"))).isTrue();
        assertThat(isLive(null, with("BUILDKIT_PROGRESS", "rawjson"))).isTrue();
    }

    @Test
    void unknownModeIsRefused() {
        assertThatThrownBy(() -> ProgressViews.choose("fancy", new UsualLog(), SOMEBODY))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("'fancy' is no way to show progress");
    }

    @Test
    void widthIsThatOfTheTerminalWhereItIsSaid() {
        assertThat(SOMEBODY.columns()).isEqualTo(80);
        assertThat(with("COLUMNS", "132").columns()).isEqualTo(132);
        assertThat(with("COLUMNS", "wide").columns()).isEqualTo(80);
    }
}
