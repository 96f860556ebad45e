package dev.slipway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.SubstituteLogger;

class WireLogsTest {

    /** A logger as Maven makes them: its level is fixed when it is first asked for, and kept in this field. */
    private static class LoggerOfMaven extends SubstituteLogger {

        private static final int DEBUG = 10;

        private int currentLogLevel = DEBUG;

        LoggerOfMaven() {
            super("org.apache.hc.client5.http.wire", new ArrayDeque<>(), true);
        }

        @Override
        public boolean isDebugEnabled() {
            return currentLogLevel <= DEBUG;
        }

        @Override
        public boolean isWarnEnabled() {
            return currentLogLevel <= 30;
        }
    }

    private static final class LoggerOfMaven4 extends LoggerOfMaven {}

    private static final class ForeignLogger extends SubstituteLogger {

        ForeignLogger() {
            super("org.apache.hc.client5.http.wire", new ArrayDeque<>(), true);
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }
    }

    @Test
    void loggerThatAnotherPluginAskedForBeforeIsMutedToo() {
        LoggerOfMaven maven3 = new LoggerOfMaven();
        LoggerOfMaven maven4 = new LoggerOfMaven4();
        WireLogs.mute(maven3);
        WireLogs.mute(maven4);
        assertThat(maven3.isDebugEnabled()).isFalse();
        assertThat(maven3.isWarnEnabled()).isTrue();
        assertThat(maven4.isDebugEnabled()).isFalse();
    }

    @Test
    void loggerOfAnotherMakeIsLeftAsItIs() {
        ForeignLogger logger = new ForeignLogger();
        assertThatCode(() -> WireLogs.mute(logger)).doesNotThrowAnyException();
        assertThat(logger.isDebugEnabled()).isTrue();
    }

    @Test
    void nothingIsOpenAfterwards() {
        WireLogs.mute();
        assertThat(WireLogs.isOpen()).isFalse();
        assertThat(System.getProperty("org.slf4j.simpleLogger.log.org.apache.hc"))
                .isEqualTo("warn");
        assertThat(System.getProperty("maven.logger.log.org.apache.hc")).isEqualTo("warn");
    }
}
