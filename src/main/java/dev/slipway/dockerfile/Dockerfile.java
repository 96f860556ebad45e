package dev.slipway.dockerfile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A Dockerfile that has been read: its instructions with their lines, its stages, and what these build on.
 *
 * <p>Reading is lenient, since the engine has the last word: only what leaves no model at all is a failure here.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
public final class Dockerfile {

    private static final String DEFAULT_NAME = "Dockerfile";

    private final SourceText source;
    private final ParserDirectives directives;
    private final List<Instruction> instructions;
    private final List<Instruction> globalArguments;
    private final List<Stage> stages;

    private Dockerfile(SourceText source) {
        this.source = source;
        this.directives = ParserDirectives.of(source);
        this.instructions = List.copyOf(new DockerfileParser(source, directives.escape()).instructions());
        StageReader reader = new StageReader(source);
        this.stages = List.copyOf(reader.stages(instructions));
        this.globalArguments = reader.beforeFirstStage().stream()
                .filter(instruction -> instruction.is("ARG"))
                .toList();
    }

    /**
     * The Dockerfile that a text is; messages call it {@code Dockerfile}.
     *
     * @throws DockerfileException as {@link #parse(String, String)}
     */
    public static Dockerfile parse(String text) {
        return parse(DEFAULT_NAME, text);
    }

    /**
     * The Dockerfile that a text is.
     *
     * @param name what messages call it, such as {@code Dockerfile.agent}
     * @throws DockerfileException without any {@code FROM}, for a {@code FROM} without an image, for a here-document
     *     without an end, and for an unknown escape character
     */
    public static Dockerfile parse(String name, String text) {
        return new Dockerfile(SourceText.of(name, text));
    }

    /**
     * The Dockerfile in a file; messages call it by the file's name.
     *
     * @throws DockerfileException where there is no readable file of UTF-8, where it is empty, and as for a text
     */
    public static Dockerfile read(Path file) {
        String text = new DockerfileReader(file).text();
        return parse(String.valueOf(file.getFileName()), text);
    }

    /**
     * The Dockerfile that a file would be with these bytes; messages call it by the file's name.
     *
     * @throws DockerfileException where the bytes are not UTF-8 or nothing, and as for a text
     */
    public static Dockerfile read(Path file, byte[] bytes) {
        String text = new DockerfileReader(file).text(bytes);
        return parse(String.valueOf(file.getFileName()), text);
    }

    /** What messages call the file. */
    public String name() {
        return source.name();
    }

    /** The parser directives at the top. */
    public ParserDirectives directives() {
        return directives;
    }

    /** All instructions in order. */
    public List<Instruction> instructions() {
        return instructions;
    }

    /** The {@code ARG}s before the first {@code FROM}. */
    public List<Instruction> globalArguments() {
        return globalArguments;
    }

    /** The stages in order, at least one. */
    public List<Stage> stages() {
        return stages;
    }

    /** The names of the stages that have one, in order and as written. */
    public List<String> stageNames() {
        return stages.stream().map(Stage::name).filter(Objects::nonNull).toList();
    }

    /** Whether a build may have this target; capitals do not matter, and a number is no name. */
    public boolean hasStage(String target) {
        return stages.stream().anyMatch(stage -> stage.isNamed(target));
    }

    /** A line as it is in the file, counted from 1, without its end; empty outside of the file. */
    public String sourceLine(int line) {
        return source.line(line);
    }

    /** A line's place in messages: {@code Dockerfile.agent:12}. */
    public String place(int line) {
        return source.place(line);
    }

    /**
     * The stages that a build makes, in the order of the file.
     *
     * @throws DockerfileException as {@link #externalBases(BuildSettings)}
     */
    public List<Stage> neededStages(BuildSettings settings) {
        return new StageGraph(this, settings).neededStages();
    }

    /** The images from outside that a BuildKit build needs, its platforms unknown; see the other method. */
    public List<BaseImage> externalBases(Optional<String> target, Map<String, String> args) {
        return externalBases(BuildSettings.of(target, args));
    }

    /**
     * The images from outside of this Dockerfile that a build needs, one entry for each instruction that names one, in
     * the order of lines; {@code scratch} is left out. What {@code ONBUILD} in such an image names is not seen.
     *
     * @throws DockerfileException with its line for a base that is empty or cannot be expanded, and for a target that
     *     is not there
     */
    public List<BaseImage> externalBases(BuildSettings settings) {
        return new StageGraph(this, settings).externalBases();
    }

    /**
     * The context paths that a build can reach where nothing is known of its base images; see the other method.
     *
     * @throws DockerfileException as {@link #externalBases(BuildSettings)}
     */
    public ContextReach contextReach(BuildSettings settings) {
        return contextReach(settings, Map.of());
    }

    /**
     * The context paths that the stages of a build can copy or mount: everything where that cannot be known, as with a
     * variable that a base image may set.
     *
     * @param bases what is known of the images of {@link #externalBases(BuildSettings)}, by reference as written there.
     *     Of an image that is not among them no {@code ONBUILD} is seen, and any {@code ENV} expected; the classic builder
     *     lets it win over an {@code ARG} of the stage
     * @throws DockerfileException as {@link #externalBases(BuildSettings)}
     */
    public ContextReach contextReach(BuildSettings settings, Map<String, BaseConfig> bases) {
        return new ReachReader(this, settings, bases).reach();
    }

    /**
     * The instruction that the classic builder calls {@code Step n/m}. It counts every instruction up to the end of
     * the target, {@code ARG}s before the first {@code FROM} included; triggers of a base have no number of their own.
     *
     * @param number n, from 1
     * @param target the stage that is built; empty for the last one
     * @return empty for the {@code LABEL} steps that the engine adds at the end, and for a target that is not there
     */
    public Optional<Instruction> step(int number, Optional<String> target) {
        if (target.isPresent() && !hasStage(target.get())) {
            return Optional.empty();
        }
        List<Instruction> steps = new ArrayList<>(globalArguments);
        for (Stage stage : stages.subList(0, target(target).index() + 1)) {
            steps.add(stage.from());
            steps.addAll(stage.instructions());
        }
        return number >= 1 && number <= steps.size() ? Optional.of(steps.get(number - 1)) : Optional.empty();
    }

    /**
     * The instruction that Podman calls {@code [stage/stages] STEP n/m}: it counts anew in each stage, from its FROM on.
     *
     * @param stage  from 1
     * @param number n, from 1
     */
    public Optional<Instruction> stepOfStage(int stage, int number) {
        if (stage < 1 || stage > stages.size()) {
            return Optional.empty();
        }
        Stage found = stages.get(stage - 1);
        if (number == 1) {
            return Optional.of(found.from());
        }
        boolean isThere = number >= 2 && number - 2 < found.instructions().size();
        return isThere ? Optional.of(found.instructions().get(number - 2)) : Optional.empty();
    }

    /** Whether an {@code ARG} in whichever place declares a build argument. */
    public boolean declares(String argument) {
        return instructions.stream()
                .filter(instruction -> instruction.is("ARG"))
                .flatMap(instruction -> WordScanner.rawWords(instruction.arguments(), directives.escape()).stream())
                .anyMatch(word -> word.equals(argument) || word.startsWith(argument + "="));
    }

    /** The keys that {@code LABEL} instructions set, in whichever stage; keys that hold variables are left out. */
    public Set<String> labelKeys() {
        return instructions.stream()
                .filter(instruction -> instruction.is("LABEL"))
                .flatMap(instruction -> LabelKeys.of(instruction.arguments()).stream())
                .collect(Collectors.toSet());
    }

    /** The stage of a name, or the last one; of two with one name the later, as BuildKit takes it. */
    Stage target(Optional<String> name) {
        if (name.isEmpty()) {
            return stages.get(stages.size() - 1);
        }
        return stages.stream()
                .filter(stage -> stage.isNamed(name.get()))
                .reduce((first, second) -> second)
                .orElseThrow(() -> noStage(name.get()));
    }

    /** Says the place when an expansion fails. */
    <T> T expanding(Instruction instruction, Supplier<T> expansion) {
        try {
            return expansion.get();
        } catch (ShellSyntaxException e) {
            throw failure(
                    instruction.firstLine(),
                    String.valueOf(e.getMessage()),
                    "Correct it there, or give the variable a value in <args>.");
        }
    }

    /** A failure that shows the line. */
    DockerfileException failure(int line, String whatHappened, String remedy) {
        return source.failure(line, whatHappened, remedy);
    }

    private DockerfileException noStage(String target) {
        String has = stageNames().isEmpty() ? "no stage has a name" : "it has " + String.join(", ", stageNames());
        return new DockerfileException(
                name(),
                "there is no stage '" + target + "'; " + has,
                "Set <target> to one of its stages, or leave it out for the last one.",
                null);
    }
}
