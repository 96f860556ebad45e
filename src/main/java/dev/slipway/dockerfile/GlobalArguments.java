package dev.slipway.dockerfile;

import dev.slipway.image.Platform;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that a {@code FROM} may name: those declared before the first one, and BuildKit's platform arguments.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope">Dockerfile
 *     reference, platform arguments</a>
 */
final class GlobalArguments implements Variables {

    private static final List<String> PARTS = List.of("PLATFORM", "OS", "OSVERSION", "ARCH", "VARIANT");

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private final Map<String, String> given;

    private GlobalArguments(Map<String, String> given) {
        this.given = given;
    }

    static GlobalArguments of(Dockerfile dockerfile, BuildSettings settings, @Nullable String targetName) {
        GlobalArguments arguments = new GlobalArguments(settings.args());
        if (settings.builder() == Builder.BUILDKIT) {
            arguments.predefine("BUILD", settings.buildPlatform());
            arguments.predefine("TARGET", settings.targetPlatform());
            arguments.set("TARGETSTAGE", targetName == null ? "default" : targetName);
        }
        for (Instruction arg : dockerfile.globalArguments()) {
            dockerfile.expanding(
                    arg, () -> arguments.declare(arg, dockerfile.directives().escape()));
        }
        return arguments;
    }

    @Override
    public boolean isKnown(String name) {
        return !unknown.contains(name);
    }

    @Override
    public @Nullable String value(String name) {
        return values.get(name);
    }

    private void predefine(String prefix, @Nullable Platform platform) {
        if (platform == null) {
            PARTS.forEach(part -> unknown.add(prefix + part));
            given.forEach((name, value) -> {
                if (unknown.contains(name)) {
                    set(name, value);
                }
            });
            return;
        }
        Platform normal = normalized(platform);
        set(prefix + "PLATFORM", normal.toString());
        set(prefix + "OS", normal.os());
        set(prefix + "OSVERSION", "");
        set(prefix + "ARCH", normal.architecture());
        set(prefix + "VARIANT", normal.variant() == null ? "" : normal.variant());
    }

    /** BuildKit leaves out the variant that an architecture has anyway, and writes the one that 32-bit Arm needs. */
    private static Platform normalized(Platform platform) {
        String full = platform.toString();
        if (full.endsWith("/arm64/v8") || full.endsWith("/amd64/v1")) {
            return new Platform(platform.os(), platform.architecture(), null);
        }
        return full.endsWith("/arm") ? new Platform(platform.os(), platform.architecture(), "v7") : platform;
    }

    private void set(String name, String value) {
        unknown.remove(name);
        values.put(name, given.getOrDefault(name, value));
    }

    private String declare(Instruction arg, char escape) {
        for (String word : WordScanner.rawWords(arg.arguments(), escape)) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (given.containsKey(name)) {
                set(name, "");
            } else if (equals >= 0) {
                ShellLexer.Expansion expansion = ShellLexer.expand(word.substring(equals + 1), escape, this);
                values.put(name, expansion.text());
                updateKnowledge(name, expansion.hasUnknown());
            }
        }
        return arg.arguments();
    }

    private void updateKnowledge(String name, boolean isUnknown) {
        if (isUnknown) {
            unknown.add(name);
        } else {
            unknown.remove(name);
        }
    }
}
