package dev.slipway.patch.reading;

import dev.slipway.patch.FilePatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines between {@code diff --git} and the content: modes, other names, object ids. */
final class GitHeader {

    private static final Pattern INDEX = Pattern.compile("([0-9a-f]+)\\.\\.([0-9a-f]+)(?: ([0-7]+))?");
    private static final Pattern MODE = Pattern.compile("(100|120)[0-7]{3}");
    private static final String SUBMODULE = "160000";
    private static final int OCTAL = 8;
    private static final String AGAIN = "Make the patch again: its header is damaged.";

    private final int line;
    private final String names;
    private final List<Map.Entry<String, Consumer<String>>> entries = List.of(
            Map.entry("old mode ", mode -> oldMode = mode(mode)),
            Map.entry("new mode ", mode -> newMode = mode(mode)),
            Map.entry("deleted file mode ", this::deleted),
            Map.entry("new file mode ", this::created),
            Map.entry("copy from ", name -> from(FilePatch.Change.COPY, name)),
            Map.entry("copy to ", name -> to = name(name)),
            Map.entry("rename from ", name -> from(FilePatch.Change.RENAME, name)),
            Map.entry("rename to ", name -> to = name(name)),
            Map.entry("rename old ", name -> from(FilePatch.Change.RENAME, name)),
            Map.entry("rename new ", name -> to = name(name)),
            Map.entry("similarity index ", percent -> {}),
            Map.entry("dissimilarity index ", percent -> {}),
            Map.entry("index ", this::index));

    private FilePatch.Change change = FilePatch.Change.MODIFY;
    private OptionalInt oldMode = OptionalInt.empty();
    private OptionalInt newMode = OptionalInt.empty();
    private String from = "";
    private String to = "";
    private String oldId = "";
    private String newId = "";
    private int number;

    private GitHeader(int line, String names) {
        this.line = line;
        this.names = names;
    }

    /** @throws MalformedPatchException if one of its lines cannot be read, or another is lacking */
    static GitHeader read(PatchText text) {
        GitHeader header = new GitHeader(text.number(), text.take().substring(GitNames.MARK.length()));
        header.number = text.number();
        while (header.accepts(text.line())) {
            text.skip();
            header.number = text.number();
        }
        if (header.from.isEmpty() != header.to.isEmpty()) {
            throw new MalformedPatchException(
                    header.line, "the file's new name is there without the old one, or the old without the new", AGAIN);
        }
        return header;
    }

    /** Where the {@code diff --git} line is. */
    int line() {
        return line;
    }

    FilePatch.Change change() {
        return change;
    }

    OptionalInt oldMode() {
        return oldMode;
    }

    OptionalInt newMode() {
        return newMode;
    }

    String oldId() {
        return oldId;
    }

    String newId() {
        return newId;
    }

    /** Whether it does something without any content behind it. */
    boolean isEnough() {
        return change != FilePatch.Change.MODIFY || newMode.isPresent();
    }

    /** @throws MalformedPatchException if they cannot be told apart */
    FilePatch.Names names() {
        GitNames both = from.isEmpty()
                ? GitNames.same(line, names).orElseThrow(this::nameless)
                : GitNames.renamed(line, names, from, to);
        String old = NameLine.decoded(line, both.old());
        String changed = NameLine.decoded(line, both.changed());
        return new FilePatch.Names(
                change == FilePatch.Change.CREATE ? Optional.empty() : Optional.of(old),
                change == FilePatch.Change.DELETE ? Optional.empty() : Optional.of(changed),
                Optional.empty(),
                true);
    }

    private MalformedPatchException nameless() {
        return new MalformedPatchException(
                line, "the two names in «" + Shown.line(GitNames.MARK + names) + "» cannot be told apart", AGAIN);
    }

    private boolean accepts(String text) {
        for (Map.Entry<String, Consumer<String>> entry : entries) {
            if (text.startsWith(entry.getKey())) {
                entry.getValue().accept(text.substring(entry.getKey().length()));
                return true;
            }
        }
        return false;
    }

    private void created(String mode) {
        change = FilePatch.Change.CREATE;
        newMode = mode(mode);
    }

    private void deleted(String mode) {
        change = FilePatch.Change.DELETE;
        oldMode = mode(mode);
    }

    private void from(FilePatch.Change change, String name) {
        this.change = change;
        this.from = name(name);
    }

    /** Its mode is that of a file whose mode stays. */
    private void index(String text) {
        Matcher matcher = INDEX.matcher(text.strip());
        if (!matcher.matches()) {
            throw new MalformedPatchException(
                    number, "the line «index " + Shown.line(text) + "» has no object ids", AGAIN);
        }
        oldId = matcher.group(1);
        newId = matcher.group(2);
        if (matcher.group(3) != null) {
            oldMode = mode(matcher.group(3));
        }
    }

    private String name(String text) {
        String name = text.startsWith("\"") ? QuotedName.parse(number, text, 0).text() : text;
        NameLine.decoded(number, name);
        return name;
    }

    private OptionalInt mode(String text) {
        String mode = text.strip();
        if (SUBMODULE.equals(mode)) {
            throw new MalformedPatchException(
                    number,
                    "it changes a submodule, whose files it does not hold",
                    "Make a patch inside of the submodule.");
        }
        if (!MODE.matcher(mode).matches()) {
            throw new MalformedPatchException(
                    number, "'" + Shown.line(mode) + "' is not the mode of a file or of a symbolic link", AGAIN);
        }
        return OptionalInt.of(Integer.parseInt(mode, OCTAL));
    }
}
