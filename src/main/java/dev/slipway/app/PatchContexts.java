package dev.slipway.app;

import dev.slipway.context.ContextAssembler;
import dev.slipway.context.Overlay;
import dev.slipway.context.Overlay.Change;
import dev.slipway.image.ImagePatch;
import dev.slipway.log.BuildLog;
import dev.slipway.patch.ContextTree;
import dev.slipway.patch.DiffWriter;
import dev.slipway.patch.DiffWriter.Version;
import dev.slipway.patch.FileTree;
import dev.slipway.patch.FileTree.Found;
import dev.slipway.patch.PatchSet;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.ImagePlan;
import dev.slipway.receipt.OutputFile;
import dev.slipway.receipt.OutputFolder;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.report.PatchText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what the patches of a plan do to the build contexts, and writes down what comes of it. */
public final class PatchContexts {

    /** In the folder of an image: the files that are another than before. */
    private static final String FOLDER = "patched";
    /** Beside it: all that changed. */
    private static final String DIFFERENCE = "patched.diff";

    private static final int LINK = 0120000;
    private static final int PROGRAM = 0100755;
    private static final int FILE = 0100644;
    private static final int EXECUTABLE = 0111;
    private static final PosixFilePermission[] PERMISSIONS = {
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
    };

    private final ReceiptFolder receipts;
    private final BuildLog log;

    public PatchContexts(ReceiptFolder receipts, BuildLog log) {
        this.receipts = receipts;
        this.log = log;
    }

    /**
     * Says of every patch what it does; that it does not fit was found while the plan was made.
     *
     * @param isCheck whether nothing is written
     */
    public void run(BuildPlan plan, boolean isCheck) {
        List<ImagePlan> patched = plan.images().stream()
                .filter(image -> !image.recipe().patches().isEmpty())
                .toList();
        if (patched.isEmpty()) {
            log.nothingToDo("no image has <patches>");
        }
        for (ImagePlan image : patched) {
            describe(image);
            if (!isCheck && !image.recipe().patches().applied().isEmpty()) {
                write(image);
            }
        }
    }

    private void describe(ImagePlan image) {
        BuildRecipe.Patches patches = image.recipe().patches();
        for (ImagePatch patch : PatchNotes.ofContext(patches.applied())) {
            log.patched(image.alias(), patch);
        }
        for (PatchSet set : patches.inImage()) {
            log.remark(PatchText.count(set.patches().size()) + " for /" + set.into() + " in " + image.alias()
                    + ": whether " + (set.patches().size() == 1 ? "it fits" : "they fit")
                    + " is seen when the image is built");
        }
    }

    private void write(ImagePlan image) {
        Overlay overlay = image.recipe().sources().overlay();
        Path folder = receipts.folder(image.alias()).resolve(FOLDER);
        Path difference = folder.resolveSibling(DIFFERENCE);
        FileTree before = new ContextTree(
                new ContextAssembler()
                        .assemble(
                                image.recipe().contextDirectory(),
                                image.recipe().dockerfile()),
                image.recipe().dockerfile());
        new OutputFolder(folder).write(draft -> {
            for (Map.Entry<String, Change> entry : overlay.entries().entrySet()) {
                writeFile(draft, before, entry.getKey(), entry.getValue());
            }
        });
        new OutputFile(difference).write(out -> writeDifference(before, overlay, out));
        log.remark(
                "The patched files of " + image.alias() + " are in " + folder + ", and all changes in " + difference);
    }

    private static void writeFile(Path folder, FileTree before, String path, Change change) throws IOException {
        Path file = folder.resolve(path);
        if (change instanceof Change.Removed) {
            return;
        }
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
        if (change instanceof Change.Link link) {
            writeLink(file, link.target());
        } else if (change instanceof Change.File content) {
            Files.write(file, content.content());
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, permissions(mode(before, path, content)));
            }
        }
    }

    /** As git does where there are no symbolic links: a file that says where it leads to. */
    private static void writeLink(Path file, String target) throws IOException {
        try {
            Files.createSymbolicLink(file, file.getFileSystem().getPath(target));
        } catch (UnsupportedOperationException | IOException e) {
            Files.writeString(file, target);
        }
    }

    private static int mode(FileTree before, String path, Change.File changed) {
        return changed.mode().orElseGet(() -> before.find(path) instanceof Found.File file ? file.mode() : FILE);
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < PERMISSIONS.length; bit++) {
            if ((mode & 1 << bit) != 0) {
                permissions.add(PERMISSIONS[bit]);
            }
        }
        return permissions;
    }

    private static void writeDifference(FileTree before, Overlay overlay, OutputStream out) throws IOException {
        DiffWriter differences = Components.differences();
        for (Map.Entry<String, Change> entry : overlay.entries().entrySet()) {
            String path = entry.getKey();
            differences.write(path, version(before.find(path)), version(before, path, entry.getValue()), out);
        }
    }

    private static Optional<Version> version(Found found) throws IOException {
        if (found instanceof Found.File file) {
            try (InputStream content = file.content().open()) {
                return Optional.of(new Version(gitMode(file.mode()), content.readAllBytes()));
            }
        }
        return found instanceof Found.Link link ? Optional.of(link(link.target())) : Optional.empty();
    }

    private static Optional<Version> version(FileTree before, String path, Change change) {
        if (change instanceof Change.File file) {
            return Optional.of(new Version(gitMode(mode(before, path, file)), file.content()));
        }
        return change instanceof Change.Link link ? Optional.of(link(link.target())) : Optional.empty();
    }

    private static Version link(String target) {
        return new Version(LINK, target.getBytes(StandardCharsets.UTF_8));
    }

    private static int gitMode(int mode) {
        return (mode & EXECUTABLE) == 0 ? FILE : PROGRAM;
    }
}
