package dev.slipway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {

    private static final Path HOME = Path.of("/home/ada");

    @Test
    void anEmptyVariableCountsAsUnset() {
        assertThat(linux(Map.of("DOCKER_HOST", "")).variable("DOCKER_HOST")).isEmpty();
    }

    @Test
    void caseOfVariablesCountsOnlyOutsideOfWindows() {
        Map<String, String> env = Map.of("Path", "here");

        assertThat(new Surroundings(env, HOME, "Windows 11").variable("PATH")).contains("here");
        assertThat(linux(env).variable("PATH")).isEmpty();
    }

    @Test
    void dockerConfigMovesTheConfigFolder() {
        assertThat(linux(Map.of()).dockerConfigDirectory()).isEqualTo(HOME.resolve(".docker"));
        assertThat(linux(Map.of("DOCKER_CONFIG", "/etc/ci")).dockerConfigDirectory())
                .isEqualTo(Path.of("/etc/ci"));
    }

    @Test
    void pathsAreShownRelativeToTheHomeFolder() {
        assertThat(linux(Map.of()).shown(HOME.resolve(".docker/config.json"))).isEqualTo("~/.docker/config.json");
        assertThat(linux(Map.of()).shown(Path.of("/run/x"))).isEqualTo("/run/x");
    }

    @Test
    void theTextFormHidesVariables() {
        assertThat(linux(Map.of("AWS_SECRET_ACCESS_KEY", "wJalr")).toString()).doesNotContain("wJalr", "AWS");
    }

    @Test
    void thoseOfThisProcessHaveAHomeAndVariables() {
        Surroundings surroundings = Surroundings.ofThisProcess();

        assertThat(surroundings.home()).isAbsolute();
        assertThat(surroundings.env()).isEqualTo(System.getenv());
    }

    private static Surroundings linux(Map<String, String> env) {
        return new Surroundings(env, HOME, "Linux");
    }
}
