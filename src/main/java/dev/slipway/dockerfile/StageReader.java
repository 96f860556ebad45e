package dev.slipway.dockerfile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups the instructions of a Dockerfile by stage. */
final class StageReader {

    private final SourceText source;
    private final List<Instruction> beforeFirst = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<Instruction> body = new ArrayList<>();
    private @Nullable Instruction from;

    StageReader(SourceText source) {
        this.source = source;
    }

    /** @throws DockerfileException without any {@code FROM}, and for one that names no image */
    List<Stage> stages(List<Instruction> instructions) {
        for (Instruction instruction : instructions) {
            if (instruction.is("FROM")) {
                endStage();
                from = instruction;
            } else if (from == null) {
                beforeFirst.add(instruction);
            } else {
                body.add(instruction);
            }
        }
        endStage();
        if (stages.isEmpty()) {
            throw new DockerfileException(
                    source.name(), "it has no FROM instruction", "Begin it with FROM and a base image.", null);
        }
        return stages;
    }

    /** What stood before the first {@code FROM}. */
    List<Instruction> beforeFirstStage() {
        return beforeFirst;
    }

    private void endStage() {
        if (from != null) {
            stages.add(stage(from));
            body.clear();
        }
    }

    private Stage stage(Instruction instruction) {
        String[] words = Blanks.BETWEEN_ARGUMENTS.split(instruction.arguments(), -1);
        if (words[0].isEmpty()) {
            throw source.failure(
                    instruction.firstLine(), "no image follows FROM", "Name the base image, such as FROM debian:12.");
        }
        boolean hasName = words.length == 3 && words[1].equalsIgnoreCase("as");
        return new Stage(stages.size(), hasName ? words[2] : null, instruction, words[0], body);
    }
}
