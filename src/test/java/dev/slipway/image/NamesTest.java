package dev.slipway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Repository names, tags, hosts, digests and platforms: what registries take and what they refuse. */
class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "agent", "open-claw", "a--b", "a.b", "a_b", "a__b", "0/1/2", "fleet/agent.v1/x_y"})
    void repositoryNamesOfTheDistributionSpecificationAreTaken(String name) {
        assertThat(RepositoryName.parse(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "Agent", "a..b", "a___b", "-a", "a-", "a/", "/a", "a//b", "a b", "a:b", "a@b", "ä", "a/_b", "a\n"
            })
    void otherRepositoryNamesAreRefused(String name) {
        assertThatThrownBy(() -> RepositoryName.parse(name))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("'" + name + "' is not a name that a registry takes");
    }

    @Test
    void repositoryNameHasAtMost255Characters() {
        assertThat(RepositoryName.parse("a".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> RepositoryName.parse("a".repeat(256))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void namespaceStandsBeforeTheName() {
        RepositoryName name = RepositoryName.parse("agents/scout");

        assertThat(name.inNamespace("fleet")).hasToString("fleet/agents/scout");
        assertThat(name.inNamespace("")).isEqualTo(name);
        assertThat(name.lastSegment()).isEqualTo("scout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "latest", "_x", "1.4.0-SNAPSHOT", "A.b_c-d"})
    void tagsOfTheDistributionSpecificationAreTaken(String tag) {
        assertThat(Tag.parse(tag)).hasToString(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "-a", "a b", "a/b", "a+b", "ä", "a\n"})
    void otherTagsAreRefused(String tag) {
        assertThatThrownBy(() -> Tag.parse(tag))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the tag '" + tag + "' is not one that a registry takes");
    }

    @Test
    void tagHasAtMost128Characters() {
        assertThat(Tag.parse("a".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> Tag.parse("a".repeat(129)))
                .hasMessage("the tag '" + "a".repeat(129) + "' has 129 characters, a registry takes at most 128");
    }

    @Test
    void tagsAreOrderedByTheirText() {
        assertThat(Stream.of("b", "a", "c").map(Tag::new).sorted()).hasToString("[a, b, c]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ghcr.io", "localhost", "localhost:5000", "a:1", "[::1]", "[::1]:5000", "a-b.c:65535"})
    void hostsAreTakenWithDotPortOrAsLocalhost(String host) {
        assertThat(RegistryHost.parse(host)).hasToString(host);
    }

    @ParameterizedTest
    @CsvSource({"GHCR.io, ghcr.io", "LocalHost:5000, localhost:5000", "[2001:DB8::A]:443, [2001:db8::a]:443"})
    void hostsDoNotTellCapitalLettersFromSmallOnes(String host, String small) {
        assertThat(RegistryHost.parse(host))
                .isEqualTo(RegistryHost.parse(small))
                .hasToString(small);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ghcr           | 'ghcr' is not a registry host: it has neither a dot nor a port",
                "''             | '' is not a registry host",
                "-a.io          | '-a.io' is not a registry host",
                "a.io:          | 'a.io:' is not a registry host",
                "a.io:0x10      | 'a.io:0x10' is not a registry host",
                "a.io:65536     | 'a.io:65536' is not a registry host: its port is not from 1 to 65535",
                "[::1]:99999    | '[::1]:99999' is not a registry host: its port is not from 1 to 65535",
                "a.io:0         | 'a.io:0' is not a registry host: its port is not from 1 to 65535",
                "[::g]          | '[::g]' is not a registry host",
                "[]:5000        | '[]:5000' is not a registry host",
                "[::1]5000      | '[::1]5000' is not a registry host",
                "a.io:80:80     | 'a.io:80:80' is not a registry host",
                "a_b.io         | 'a_b.io' is not a registry host",
                "a.io.          | 'a.io.' is not a registry host",
                "ada@a.io       | 'ada@a.io' is not a registry host",
                "::1            | '::1' is not a registry host",
                "https://a.io   | 'https://a.io' is not a registry host",
                "a.io/b         | 'a.io/b' is not a registry host",
            })
    void otherHostsAreRefused(String host, String message) {
        assertThatThrownBy(() -> RegistryHost.parse(host))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64,    linux/amd64",
        "linux/arm/v7,   linux/arm/v7",
        "Linux/AMD64,    linux/amd64",
        "linux/x86_64,   linux/amd64",
        "linux/aarch64,  linux/arm64",
        "linux/i386,     linux/386",
        "windows/amd64,  windows/amd64",
    })
    void platformsAreKnownByGosAndLinuxsNames(String text, String platform) {
        assertThat(Platform.parse(text)).hasToString(platform);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linux", "linux/", "/amd64", "linux/arm/v7/x", "linux amd64", "linux//v7"})
    void otherPlatformsAreRefused(String text) {
        assertThatThrownBy(() -> Platform.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("'" + text + "' is not a platform");
    }

    @Test
    void wantedPlatformWithoutVariantTakesAnyVariant() {
        Platform arm = Platform.parse("linux/arm/v7");

        assertThat(arm.satisfies(Platform.parse("linux/arm"))).isTrue();
        assertThat(arm.satisfies(Platform.parse("linux/arm/v6"))).isFalse();
        assertThat(arm.satisfies(Platform.parse("linux/arm64"))).isFalse();
        assertThat(arm.satisfies(Platform.parse("windows/arm"))).isFalse();
        assertThat(Platform.parse("linux/arm").satisfies(arm)).isFalse();
    }

    @Test
    void digestIsAnAlgorithmAndItsHash() {
        String value = "sha256:0123456789abcdef" + "0".repeat(48);

        assertThat(Digest.parse(value)).hasToString(value);
        assertThat(Digest.parse(value).shortHash()).isEqualTo("0123456789ab");
        assertThat(Digest.parse("sha512:" + "0".repeat(128)).shortHash()).isEqualTo("000000000000");
        for (String wrong : List.of("", "sha256:", "0".repeat(64), "md5:0", "sha256:" + "A".repeat(64), value + "0")) {
            assertThatThrownBy(() -> Digest.parse(wrong))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessage("'" + wrong + "' is not a digest");
        }
    }
}
