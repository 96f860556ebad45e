package dev.slipway.ecr;

import static dev.slipway.ecr.TestRegistries.AGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.plan.TagMutability;
import dev.slipway.registry.Credential;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.EmptyImage;
import dev.slipway.testing.FakeEcr;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we think of a repository's tags and what its registry does with them. */
class TagMutabilityTest {

    private final FakeEcr ecr = FakeEcr.start();
    private AwsSystemProperties properties;

    @BeforeEach
    void leadTheSdkToTheStandIn(@TempDir Path directory) {
        properties = AwsSystemProperties.leadingTo(ecr, directory);
    }

    @AfterEach
    void close() {
        properties.close();
        ecr.close();
    }

    @Test
    void tagsThatAreExceptedCanBeMovedAndTheOthersCannot() throws Exception {
        TagMutability wanted = TestRegistries.immutable("latest*", "*-dev");
        try (EcrRegistry registry =
                TestRegistries.open(TestRegistries.creating(TestRegistries.template(true, wanted, null)))) {
            registry.prepare(AGENT);
            TagMutability found = registry.look(AGENT).mutability();
            Credential login = registry.login().credential().orElseThrow();
            for (String tag : List.of("1.0", "latest", "latest-2", "1.0-dev", "not-latest")) {
                push(tag, login);
                if (found.isFixed(tag)) {
                    assertThatThrownBy(() -> push(tag, login))
                            .as(tag)
                            .hasStackTraceContaining("cannot be overwritten because the repository is immutable");
                } else {
                    push(tag, login);
                }
            }
            assertThat(List.of("1.0", "latest", "latest-2", "1.0-dev", "not-latest"))
                    .filteredOn(found::isFixed)
                    .containsExactly("1.0", "not-latest");
        }
    }

    private void push(String tag, Credential login) throws Exception {
        EmptyImage.push(ecr.registryHost(), "fleet/agent", tag, login.username(), login.password());
    }
}
