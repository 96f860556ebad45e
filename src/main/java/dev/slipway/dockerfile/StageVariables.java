package dev.slipway.dockerfile;

import dev.slipway.dockerfile.ShellLexer.Expansion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a stage, as far as its instructions have been read: {@code ENV}, {@code ARG} and what its base hands on.
 *
 * <p>An {@code ARG} wins over the base's {@code ENV} with BuildKit and loses with the classic builder. On an {@code ENV} of the
 * Dockerfile itself they disagree as well, so one that has two values is unknown.
 */
final class StageVariables implements Variables {

    private static final Pattern PLATFORM_ARGUMENT =
            Pattern.compile("(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)|TARGETSTAGE");

    /** Set by builders themselves, some of them in some versions. */
    private static final Pattern RESERVED =
            Pattern.compile("PATH|HOSTNAME|HOME|SOURCE_DATE_EPOCH|(?i:(?:https?|ftp|no|all)_proxy)|BUILDKIT_.*");

    private final BuildSettings settings;
    private final GlobalArguments globals;
    private final char escape;
    private final boolean hasUnknownBase;
    private final Map<String, Expansion> environment = new HashMap<>();
    private final Map<String, Expansion> arguments = new HashMap<>();
    /** What an {@code ENV} of the Dockerfile sets, in this stage or in one that it begins with. */
    private final Set<String> setHere = new HashSet<>();

    private final Set<String> winningArguments = new HashSet<>();

    private StageVariables(BuildSettings settings, GlobalArguments globals, char escape, boolean hasUnknownBase) {
        this.settings = settings;
        this.globals = globals;
        this.escape = escape;
        this.hasUnknownBase = hasUnknownBase;
    }

    /** Those of a stage that begins with an image from outside. */
    static StageVariables ofImage(
            BuildSettings settings, GlobalArguments globals, char escape, @Nullable BaseConfig base) {
        StageVariables variables = new StageVariables(settings, globals, escape, base == null);
        if (base != null) {
            base.environment().forEach((name, value) -> variables.environment.put(name, new Expansion(value, false)));
        }
        return variables;
    }

    /** Those of a stage that begins with the stage that these belong to; only BuildKit hands its arguments on. */
    StageVariables handedOn() {
        StageVariables variables = new StageVariables(settings, globals, escape, hasUnknownBase);
        variables.environment.putAll(environment);
        variables.setHere.addAll(setHere);
        boolean isSure = settings.builder() == Builder.BUILDKIT;
        arguments.forEach((name, value) ->
                variables.arguments.put(name, new Expansion(value.text(), !isSure || value.hasUnknown())));
        return variables;
    }

    @Override
    public boolean isKnown(String name) {
        Expansion set = environment.get(name);
        Expansion argument = arguments.get(name);
        if (argument != null && winningArguments.contains(name)) {
            return !argument.hasUnknown();
        }
        if (set != null && argument != null) {
            return set.equals(argument) && !set.hasUnknown();
        }
        if (set != null) {
            return !set.hasUnknown();
        }
        return !hasUnknownBase && (argument == null ? !RESERVED.matcher(name).matches() : !argument.hasUnknown());
    }

    @Override
    public @Nullable String value(String name) {
        Expansion argument = arguments.get(name);
        Expansion found = winningArguments.contains(name) ? argument : environment.getOrDefault(name, argument);
        return found == null ? null : found.text();
    }

    /**
     * A text with variables replaced and quotes taken off.
     *
     * @throws ShellSyntaxException where that cannot be done
     */
    Expansion expand(String text) {
        return ShellLexer.expand(text, escape, this);
    }

    /** Takes an {@code ARG} in. */
    void declare(Instruction arg) {
        for (String word : WordScanner.rawWords(arg.arguments(), escape)) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            @Nullable Expansion value = argument(name, equals < 0 ? null : word.substring(equals + 1));
            if (value != null) {
                arguments.put(name, value);
                if (settings.builder() == Builder.BUILDKIT && !setHere.contains(name)) {
                    winningArguments.add(name);
                }
            }
        }
    }

    private @Nullable Expansion argument(String name, @Nullable String standard) {
        String given = settings.args().get(name);
        if (given != null) {
            return new Expansion(given, false);
        }
        boolean isOfThePlatform = PLATFORM_ARGUMENT.matcher(name).matches();
        if (isOfThePlatform && (standard != null || settings.builder() == Builder.CLASSIC)) {
            // Podman serves the classic call too and has them; whether a default stands against them differs
            return new Expansion("", true);
        }
        if (standard != null) {
            return expand(standard);
        }
        if (!globals.isKnown(name)) {
            return new Expansion("", true);
        }
        String global = globals.value(name);
        return global == null ? null : new Expansion(global, false);
    }

    /**
     * Takes an {@code ENV} in.
     *
     * @throws ShellSyntaxException where it cannot be read
     */
    void set(Instruction env) {
        List<String> words = WordScanner.rawWords(env.arguments(), escape);
        Map<String, Expansion> values = new HashMap<>();
        if (!words.isEmpty() && words.get(0).indexOf('=') < 0) {
            String[] pair = Blanks.BETWEEN_ARGUMENTS.split(env.arguments(), 2);
            values.put(name(pair[0]), expand(pair.length == 2 ? pair[1] : ""));
        } else {
            for (String word : words) {
                int equals = word.indexOf('=');
                if (equals < 0) {
                    throw new ShellSyntaxException("'" + word + "' has no value");
                }
                values.put(name(word.substring(0, equals)), expand(word.substring(equals + 1)));
            }
        }
        environment.putAll(values);
        setHere.addAll(values.keySet());
        winningArguments.removeAll(values.keySet());
    }

    private String name(String text) {
        Expansion name = expand(text);
        if (name.hasUnknown()) {
            throw new ShellSyntaxException("the name of a variable is not known");
        }
        return name.text();
    }
}
