package dev.slipway.dockerfile;

import dev.slipway.dockerfile.ImageSource.FromImage;
import dev.slipway.dockerfile.ImageSource.FromStage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which stages a build needs, and which images these need; made for one {@link BuildSettings}. */
final class StageGraph {

    static final String NO_IMAGE = "scratch";
    private static final String FROM_FLAG = "from";

    private final Dockerfile dockerfile;
    private final Builder builder;
    private final List<Stage> stages;
    private final List<ImageSource> bases = new ArrayList<>();
    private final Stage target;
    private final GlobalArguments globals;

    /** @throws DockerfileException for an unknown target, and for a base that is empty or cannot be expanded */
    StageGraph(Dockerfile dockerfile, BuildSettings settings) {
        this.dockerfile = dockerfile;
        this.builder = settings.builder();
        this.target = dockerfile.target(Optional.ofNullable(settings.target()));
        this.stages =
                builder == Builder.CLASSIC ? dockerfile.stages().subList(0, target.index() + 1) : dockerfile.stages();
        String targetName = settings.target() == null ? target.name() : settings.target();
        this.globals = GlobalArguments.of(dockerfile, settings, targetName);
        FromReader reader = new FromReader(dockerfile, globals);
        for (Stage stage : stages) {
            BaseImage base = reader.base(stage);
            Optional<Stage> earlier = named(base.reference(), stage.index());
            bases.add(earlier.<ImageSource>map(FromStage::new).orElseGet(() -> new FromImage(base)));
        }
    }

    /** The stages that are built, in the order of the file. */
    List<Stage> neededStages() {
        return builder == Builder.CLASSIC ? stages : reachable();
    }

    /** The images from outside that the needed stages name, in the order of their lines. */
    List<BaseImage> externalBases() {
        return neededStages().stream()
                .flatMap(this::sources)
                .filter(FromImage.class::isInstance)
                .map(source -> ((FromImage) source).image())
                .filter(image -> !image.reference().equals(NO_IMAGE))
                .sorted(Comparator.comparingInt(BaseImage::line))
                .distinct()
                .toList();
    }

    /** What a stage begins with. */
    ImageSource base(Stage stage) {
        return bases.get(stage.index());
    }

    /** The arguments from before the first stage. */
    GlobalArguments globals() {
        return globals;
    }

    private List<Stage> reachable() {
        TreeSet<Integer> seen = new TreeSet<>();
        Deque<Stage> open = new ArrayDeque<>(List.of(target));
        while (!open.isEmpty()) {
            Stage stage = open.pop();
            if (seen.add(stage.index())) {
                sources(stage)
                        .filter(FromStage.class::isInstance)
                        .map(source -> ((FromStage) source).stage())
                        .forEach(open::push);
            }
        }
        return seen.stream().map(stages::get).toList();
    }

    private Stream<ImageSource> sources(Stage stage) {
        ImageSource base = base(stage);
        Stream<Instruction> triggered = base instanceof FromStage parent ? triggers(parent.stage()) : Stream.empty();
        Stream<ImageSource> used = Stream.concat(triggered, stage.instructions().stream())
                .flatMap(instruction -> namedBy(instruction, stage).stream());
        return Stream.concat(Stream.of(base), used);
    }

    /** What {@code ONBUILD} holds runs in the stage that begins with this one, not in this one. */
    static Stream<Instruction> triggers(Stage parent) {
        return parent.instructions().stream().map(Instruction::trigger).flatMap(Stream::ofNullable);
    }

    private List<ImageSource> namedBy(Instruction instruction, Stage stage) {
        return switch (instruction.keyword()) {
            case "COPY" ->
                instruction.flag(FROM_FLAG).stream()
                        .map(text -> copied(text, instruction, stage))
                        .flatMap(Stream::ofNullable)
                        .toList();
            case "RUN" ->
                instruction.flagValues("mount").stream()
                        .flatMap(mount -> MountFlag.from(mount).stream())
                        .map(text -> mounted(text, instruction, stage))
                        .toList();
            default -> List.of();
        };
    }

    /** A number is always a stage: what lies outside of the list is for the engine to refuse. */
    private @Nullable ImageSource copied(String text, Instruction instruction, Stage stage) {
        if (!text.matches("\\d+")) {
            return mounted(text, instruction, stage);
        }
        return stages.stream()
                .filter(other -> String.valueOf(other.index()).equals(text))
                .findFirst()
                .<ImageSource>map(FromStage::new)
                .orElse(null);
    }

    private ImageSource mounted(String text, Instruction instruction, Stage stage) {
        Optional<Stage> earlier = named(text, stage.index());
        Optional<Stage> found = builder == Builder.CLASSIC ? earlier : earlier.or(() -> named(text, stages.size()));
        return found.<ImageSource>map(FromStage::new)
                .orElseGet(() -> new FromImage(new BaseImage(text, null, text.indexOf('$') < 0, instruction)));
    }

    /** The last stage of a name among the first so many stages. */
    private Optional<Stage> named(String text, int limit) {
        return dockerfile.stages().subList(0, limit).stream()
                .filter(stage -> stage.isNamed(text))
                .reduce((first, second) -> second);
    }
}
