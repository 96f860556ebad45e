package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.buildkit.wire.control.CacheOptions;
import dev.slipway.buildkit.wire.control.CacheOptionsEntry;
import dev.slipway.buildkit.wire.control.Exporter;
import dev.slipway.buildkit.wire.control.SolveRequest;
import io.grpc.StatusRuntimeException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildQueryTest {

    private static List<String> query(SolveRequest.Builder request) {
        return Stream.of(new BuildQuery(request.build()).text().split("&", -1))
                .map(parameter -> URLDecoder.decode(parameter, StandardCharsets.UTF_8))
                .toList();
    }

    private static SolveRequest.Builder request() {
        return SolveRequest.newBuilder().setRef("ref").setSession("session");
    }

    @Test
    void sessionHoldsTheContext() {
        assertThat(query(request()))
                .containsExactly("version=2", "remote=client-session", "session=session", "buildid=ref");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filename           | Dockerfile.agent                | dockerfile=Dockerfile.agent
            target             | production                      | target=production
            platform           | linux/arm64                     | platform=linux/arm64
            image-resolve-mode | pull                            | pull=1
            force-network-mode | host                            | networkmode=host
            shm-size           | 1048576                         | shmsize=1048576
            add-hosts          | yard=10.1.2.3                   | extrahosts=yard:10.1.2.3
            add-hosts          | six=fe80::1                     | extrahosts=six:fe80::1
            ulimit             | nofile=1024:2048                | ulimits=[{"Name":"nofile","Soft":1024,"Hard":2048}]
            ulimit             | core=-1                         | ulimits=[{"Name":"core","Soft":-1,"Hard":-1}]
            build-arg:A        | b & c=ü                         | buildargs={"A":"b & c=ü"}
            label:a.b          | "c"                             | labels={"a.b":"\\"c\\""}
            cache-from         | a/b:1,c/d                       | cachefrom=["a/b:1","c/d"]
            cache-imports      | [{"Type":"registry","Attrs":{"ref":"a/b"}}] | cachefrom=["a/b"]
            """)
    void attributeBecomesAParameter(String attribute, String value, String parameter) {
        assertThat(query(request().putFrontendAttrs(attribute, value))).contains(parameter);
    }

    @Test
    void namesBecomeTagsAndOtherResultsOutputs() {
        assertThat(query(request()
                        .addExporters(Exporter.newBuilder().setType("moby").putAttrs("name", "docker.io/a:1,b:2"))))
                .contains("t=docker.io/a:1", "t=b:2")
                .noneMatch(parameter -> parameter.startsWith("outputs="));
        assertThat(query(request().addExporters(Exporter.newBuilder().setType("tar"))))
                .contains("outputs=[{\"Type\":\"tar\",\"Attrs\":{}}]");
    }

    @Test
    void inlineCacheIsAnArgument() {
        CacheOptions inline = CacheOptions.newBuilder()
                .addExports(CacheOptionsEntry.newBuilder().setType("inline"))
                .build();
        assertThat(query(request().setCache(inline))).contains("buildargs={\"BUILDKIT_INLINE_CACHE\":\"1\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
            platform          | linux/amd64,linux/arm64            | more than one platform
            attest:provenance | mode=max                           | 'attest:provenance'
            context:base      | docker-image://a/b                 | 'context:base'
            cache-imports     | [{"Type":"local","Attrs":{}}]      | a cache of type local
            no-cache          | builder                            | 'no-cache' for single stages
            """)
    void whatTheCallCannotSayIsRefused(String attribute, String value, String what) {
        assertThatThrownBy(() -> query(request().putFrontendAttrs(attribute, value)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("UNIMPLEMENTED: this engine builds by POST /build only, which does not know " + what);
    }

    @Test
    void cachesElsewhereAreRefused() {
        CacheOptions registry = CacheOptions.newBuilder()
                .addExports(CacheOptionsEntry.newBuilder().setType("registry"))
                .build();
        assertThatThrownBy(() -> query(request().setCache(registry))).hasMessageEndingWith("a cache of type registry");
    }
}
