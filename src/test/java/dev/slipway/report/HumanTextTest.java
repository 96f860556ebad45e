package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "1550, 1.6 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "74300000, 74.3 MB",
        "1500000000, 1.5 GB",
        "999960000000, 1.0 TB",
        "5000000000000000, 5000.0 TB",
    })
    void sizesAreDecimalAsDockerPrintsThem(long bytes, String text) {
        assertThat(HumanText.size(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0.0 s",
        "PT0.849S, 0.8 s",
        "PT59.94S, 59.9 s",
        "PT59.95S, 1 min 00 s",
        "PT1M, 1 min 00 s",
        "PT2M5.4S, 2 min 05 s",
        "PT2M59.6S, 3 min 00 s",
        "PT90M, 90 min 00 s",
    })
    void timesAreSecondsThenMinutes(Duration time, String text) {
        assertThat(HumanText.time(time)).isEqualTo(text);
    }
}
