package dev.slipway.patch.applying;

import dev.slipway.patch.applying.MemoryTree.Node;
import dev.slipway.patch.applying.MemoryTree.Regular;
import dev.slipway.patch.applying.MemoryTree.SymbolicLink;
import java.util.List;
import java.util.Random;

/** Trees by chance, and changes to them. */
final class RandomTree {

    private static final List<String> FOLDERS = List.of("", "", "src/", "src/main/", "my docs/", "größe/", "a/b/c/");
    private static final List<String> NAMES = List.of(
            "f%d.txt", "f%d", "read me %d", "grüße%d.md", ".hidden%d", "-f%d", "f%d.orig.c", "\"q\"%d", "b\\s%d");

    private final Random random;
    private final RandomText texts;

    RandomTree(Random random) {
        this.random = random;
        this.texts = new RandomText(random);
    }

    /** A tree with so many files and links. */
    MemoryTree tree(int size) {
        MemoryTree tree = new MemoryTree();
        for (int number = 0; number < size; number++) {
            tree.nodes().put(path(number), random.nextInt(12) == 0 ? link() : file());
        }
        return tree;
    }

    private String path(int number) {
        int name = random.nextInt(3) == 0 ? random.nextInt(NAMES.size()) : 0;
        return FOLDERS.get(random.nextInt(FOLDERS.size())) + NAMES.get(name).formatted(number);
    }

    private SymbolicLink link() {
        return new SymbolicLink("../to/" + random.nextInt(100));
    }

    private Regular file() {
        int mode = random.nextInt(4) == 0 ? 0755 : 0644;
        return new Regular(mode, random.nextInt(10) == 0 ? texts.binary() : texts.text());
    }

    /** The same with most of its files changed, each in its own way. */
    MemoryTree edited(MemoryTree tree) {
        MemoryTree edited = MemoryTree.copyOf(tree);
        int number = tree.nodes().size();
        for (var entry : tree.nodes().entrySet()) {
            edit(edited, entry.getKey(), entry.getValue(), number++);
        }
        return edited;
    }

    private void edit(MemoryTree tree, String path, Node node, int number) {
        switch (random.nextInt(14)) {
            case 0 -> tree.nodes().remove(path);
            case 1 -> tree.nodes().put(path(number), file());
            case 2 -> {
                tree.nodes().remove(path);
                tree.nodes().put(path(number), random.nextBoolean() ? node : changed(node, 1));
            }
            case 3 -> tree.nodes().put(path(number), random.nextBoolean() ? node : changed(node, 1));
            case 4 -> tree.nodes().put(path, otherMode(node));
            case 5 -> tree.nodes().put(path, otherMode(changed(node, 2)));
            case 6 -> tree.nodes().put(path, random.nextInt(4) == 0 ? link() : node);
            default -> tree.nodes().put(path, changed(node, 1 + random.nextInt(4)));
        }
    }

    /** The same after time has gone by: lines came and went, a few files are gone. */
    MemoryTree drifted(MemoryTree tree) {
        MemoryTree drifted = MemoryTree.copyOf(tree);
        tree.nodes().forEach((path, node) -> {
            int kind = random.nextInt(40);
            if (kind == 0) {
                drifted.nodes().remove(path);
            } else if (kind > 5 && node instanceof Regular file && !file.isBinary()) {
                drifted.nodes().put(path, changed(node, 1 + random.nextInt(2)));
            } else if (kind == 1) {
                drifted.nodes().put(path, changed(node, 1));
            }
        });
        return drifted;
    }

    private Node changed(Node node, int changes) {
        if (node instanceof Regular file) {
            byte[] bytes = file.isBinary() ? texts.changedBinary(file.bytes()) : texts.changed(file.bytes(), changes);
            return new Regular(file.mode(), bytes);
        }
        return link();
    }

    private static Node otherMode(Node node) {
        return node instanceof Regular file ? new Regular(file.mode() ^ 0111, file.bytes()) : node;
    }
}
