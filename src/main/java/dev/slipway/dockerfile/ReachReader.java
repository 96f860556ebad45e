package dev.slipway.dockerfile;

import dev.slipway.dockerfile.ImageSource.FromImage;
import dev.slipway.dockerfile.ImageSource.FromStage;
import dev.slipway.dockerfile.ShellLexer.Expansion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the context paths that the stages of one build copy or mount. */
final class ReachReader {

    private static final Map<String, Set<String>> FLAGS = Map.of(
            "COPY", Set.of("from", "chown", "chmod", "link", "parents", "exclude"),
            "ADD", Set.of("chown", "chmod", "link", "keep-git-dir", "checksum", "unpack", "exclude"),
            "RUN", Set.of("mount", "network", "security", "device"));

    /** None of these sees the context or sets a variable here; a trigger works in another stage. */
    private static final Set<String> WITHOUT_PATHS = Set.of(
            "CMD",
            "ENTRYPOINT",
            "EXPOSE",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");

    private static final String BIND = "bind";
    private static final Set<String> MOUNTS_WITHOUT_PATHS = Set.of("cache", "tmpfs", "secret", "ssh");
    private static final Pattern DOCKERS_FRONTEND =
            Pattern.compile("(?:docker\\.io/)?docker/dockerfile(?:-upstream)?(?:[:@].*)?");

    private final Dockerfile dockerfile;
    private final BuildSettings settings;
    private final Map<String, BaseConfig> bases;
    private final StageGraph graph;
    private final Map<Integer, StageVariables> ends = new HashMap<>();
    private final Set<String> paths = new TreeSet<>();

    /** @throws DockerfileException as {@link StageGraph} */
    ReachReader(Dockerfile dockerfile, BuildSettings settings, Map<String, BaseConfig> bases) {
        this.dockerfile = dockerfile;
        this.settings = settings;
        this.bases = bases;
        this.graph = new StageGraph(dockerfile, settings);
    }

    ContextReach reach() {
        try {
            requireDockersFrontend(dockerfile.directives().syntax());
            requireDockersFrontend(settings.args().get("BUILDKIT_SYNTAX"));
            graph.neededStages().forEach(this::read);
            return ContextReach.of(paths);
        } catch (BoundlessReachException e) {
            return ContextReach.everything(e.reason());
        }
    }

    /** For the classic builder the directive is a comment. */
    private void requireDockersFrontend(@Nullable String frontend) {
        if (frontend != null
                && settings.builder() == Builder.BUILDKIT
                && !DOCKERS_FRONTEND.matcher(frontend).matches()) {
            throw new BoundlessReachException(dockerfile.name() + " is read by " + frontend);
        }
    }

    private void read(Stage stage) {
        StageVariables variables = begun(stage);
        for (Instruction instruction : stage.instructions()) {
            read(instruction, instruction.firstLine(), variables);
        }
        ends.put(stage.index(), variables);
    }

    /** What a stage begins with: the variables of its base and what its base's triggers do to them. */
    private StageVariables begun(Stage stage) {
        if (graph.base(stage) instanceof FromStage parent) {
            // a base is needed too, and comes before
            StageVariables variables =
                    Objects.requireNonNull(ends.get(parent.stage().index())).handedOn();
            StageGraph.triggers(parent.stage()).forEach(trigger -> read(trigger, trigger.firstLine(), variables));
            return variables;
        }
        String reference = ((FromImage) graph.base(stage)).image().reference();
        BaseConfig config = reference.equals(StageGraph.NO_IMAGE) ? BaseConfig.NOTHING : bases.get(reference);
        StageVariables variables = StageVariables.ofImage(
                settings, graph.globals(), dockerfile.directives().escape(), config);
        if (config != null) {
            config.triggers().forEach(text -> readTrigger(text, stage.from().firstLine(), variables));
        }
        return variables;
    }

    /** What a base image runs has no line here, so the one that names the image stands for it. */
    private void readTrigger(String text, int line, StageVariables variables) {
        try {
            Dockerfile.parse("FROM scratch\n" + text).instructions().stream()
                    .skip(1)
                    .forEach(instruction -> read(instruction, line, variables));
        } catch (DockerfileException e) {
            throw new BoundlessReachException(dockerfile.place(line) + " has a base whose ONBUILD cannot be read");
        }
    }

    private void read(Instruction instruction, int line, StageVariables variables) {
        try {
            requireKnownFlags(instruction);
            switch (instruction.keyword()) {
                case "COPY", "ADD" -> readCopy(instruction, variables);
                case "RUN" -> readMounts(instruction, variables);
                case "ENV" -> variables.set(instruction);
                case "ARG" -> variables.declare(instruction);
                default -> requireKnown(instruction.keyword());
            }
        } catch (ShellSyntaxException e) {
            throw new BoundlessReachException(dockerfile.place(line) + " cannot be read: " + e.getMessage());
        } catch (BoundlessReachException e) {
            throw new BoundlessReachException(dockerfile.place(line) + " " + e.reason());
        }
    }

    private static void requireKnown(String keyword) {
        if (!WITHOUT_PATHS.contains(keyword)) {
            throw new BoundlessReachException("is an instruction that is not known (" + keyword + ")");
        }
    }

    private static void requireKnownFlags(Instruction instruction) {
        Set<String> known = FLAGS.get(instruction.keyword());
        for (Flag flag : known == null ? List.<Flag>of() : instruction.flags()) {
            if (!Objects.requireNonNull(known).contains(flag.name())) {
                throw new BoundlessReachException("has a flag that is not known (--" + flag.name() + ")");
            }
        }
    }

    private void readCopy(Instruction copy, StageVariables variables) {
        boolean isAdd = copy.is("ADD");
        if (!isAdd && copy.flag("from").filter(from -> !from.isEmpty()).isPresent()) {
            return;
        }
        for (String source : CopySources.of(copy)) {
            String path = expanded(source, variables);
            if (!isAdd || !CopySources.isRemote(path, settings.builder())) {
                add(path);
            }
        }
    }

    private void readMounts(Instruction run, StageVariables variables) {
        for (String mount : run.flagValues("mount")) {
            Map<String, String> fields = MountFlag.fields(mount);
            String type = expanded(fields.getOrDefault("type", BIND), variables).toLowerCase(Locale.ROOT);
            if (type.equals(BIND) && fields.getOrDefault("from", "").isEmpty()) {
                add(expanded(fields.getOrDefault("source", ""), variables));
            } else if (!type.equals(BIND) && !MOUNTS_WITHOUT_PATHS.contains(type)) {
                throw new BoundlessReachException("has a mount that is not known (" + type + ")");
            }
        }
    }

    private static String expanded(String text, StageVariables variables) {
        Expansion expansion = variables.expand(text);
        if (expansion.hasUnknown()) {
            throw new BoundlessReachException("takes " + text + ", whose value is not known");
        }
        return expansion.text();
    }

    private void add(String source) {
        paths.add(SourcePath.pattern(source).orElseThrow(() -> new BoundlessReachException("takes all of it")));
    }
}
