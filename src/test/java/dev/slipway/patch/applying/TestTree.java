package dev.slipway.patch.applying;

import dev.slipway.context.Overlay;
import dev.slipway.patch.FileTree;
import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchOptions.OnApplied;
import dev.slipway.patch.PatchResult;
import dev.slipway.patch.PatchSet;
import dev.slipway.patch.reading.PatchReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tree of files in memory, and patches for it that are written down as text. */
final class TestTree implements FileTree {

    private final Map<String, Found> entries = new LinkedHashMap<>();
    private final List<String> read = new ArrayList<>();

    TestTree file(String path, String content) {
        return file(path, 0644, content);
    }

    TestTree file(String path, int mode, String content) {
        return file(path, mode, content.getBytes(StandardCharsets.UTF_8));
    }

    TestTree file(String path, int mode, byte[] content) {
        entries.put(path, new Found.File(mode, () -> {
            read.add(path);
            return new ByteArrayInputStream(content);
        }));
        return this;
    }

    TestTree put(String path, Found found) {
        entries.put(path, found);
        return this;
    }

    /** The files whose bytes were asked for. */
    List<String> read() {
        return read;
    }

    @Override
    public Found find(String path) {
        boolean isFolder = entries.keySet().stream().anyMatch(entry -> entry.startsWith(path + "/"));
        return entries.getOrDefault(path, isFolder ? new Found.Other() : new Found.Absent());
    }

    PatchResult patched(String... patches) {
        return patched(PatchOptions.defaults(), patches);
    }

    PatchResult patched(PatchOptions options, String... patches) {
        return new Patcher(this).apply(List.of(set("", options, patches)));
    }

    static PatchSet set(String into, PatchOptions options, String... patches) {
        List<Patch> read = new ArrayList<>();
        for (int i = 0; i < patches.length; i++) {
            String name = (i + 1) + ".patch";
            byte[] bytes = patches[i].getBytes(StandardCharsets.UTF_8);
            read.add(PatchReader.read(name, "patches/" + name, options.strip(), bytes));
        }
        return new PatchSet(Path.of("/project/patches"), into, read, options);
    }

    static PatchOptions options(int strip, int fuzz, boolean ignoresWhitespace) {
        return new PatchOptions(strip, fuzz, ignoresWhitespace, OnApplied.SKIP);
    }

    /** What a file became: its text, or null if it is as it was. */
    static String text(PatchResult result, String path) {
        Overlay.Change change = result.overlay().entries().get(path);
        return change instanceof Overlay.Change.File file
                ? new String(file.content(), StandardCharsets.UTF_8)
                : String.valueOf(change);
    }
}
