package dev.slipway.patch.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged patches are read or refused; nothing else may come of them. */
class PatchMutationTest {

    private static final int ROUNDS = 800;
    private static final int MOST_CHANGES = 5;
    private static final List<String> PIECES = List.of(
            "\n",
            "\r",
            "@@ -1,2 +3,4 @@\n",
            "--- ",
            "+++ ",
            "-- \n",
            "\\ x\n",
            "diff --git ",
            "\"",
            "\0",
            "9999999999",
            "rename from ",
            "GIT binary patch\n",
            "literal 5\n",
            "index ",
            " ",
            "\t");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diff-ruN.patch",
                "git.patch",
                "git-no-prefix.patch",
                "series.mbox.patch",
                "crlf-patch.patch",
                "context.patch",
                "combined.patch"
            })
    @Timeout(60)
    void damageIsSurvived(String fixture) {
        byte[] whole = PatchWords.fixture(fixture);
        Random random = new Random(fixture.hashCode());
        for (int i = 0; i < ROUNDS; i++) {
            byte[] damaged = damaged(whole, random);
            List<String> problems = PatchWords.problems(damaged);
            assertThat(problems).allMatch(problem -> problem.startsWith("patches/x.patch:"));
            assertThat(problems.isEmpty() && PatchWords.read(damaged).isEmpty()).isFalse();
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                case 2 -> bytes = with(bytes, at, PatchWords.bytes(PIECES.get(random.nextInt(PIECES.size()))));
                default -> bytes = without(bytes, at, random.nextInt(Math.min(40, bytes.length - at)));
            }
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static byte[] with(byte[] bytes, int at, byte[] piece) {
        byte[] longer = new byte[bytes.length + piece.length];
        System.arraycopy(bytes, 0, longer, 0, at);
        System.arraycopy(piece, 0, longer, at, piece.length);
        System.arraycopy(bytes, at, longer, at + piece.length, bytes.length - at);
        return longer;
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
        return shorter;
    }
}
