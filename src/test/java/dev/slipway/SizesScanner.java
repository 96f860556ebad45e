package dev.slipway;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Finds methods that are too long and records that are too wide in one source file. */
final class SizesScanner extends TreeScanner<Void, Void> {
    private static final int METHOD_LINES = 40;
    private static final int EXECUTE_LINES = 15;
    private static final int RECORD_COMPONENTS = 7;

    private final CompilationUnitTree file;
    private final SourcePositions positions;
    private final List<String> findings = new ArrayList<>();

    SizesScanner(CompilationUnitTree file, SourcePositions positions) {
        this.file = file;
        this.positions = positions;
    }

    /** One sentence for each thing that is too large. */
    List<String> findings() {
        scan(file, null);
        return findings;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
        if (method.getBody() != null) {
            atMost(METHOD_LINES, lines(method), "lines", method, method.getName() + "()");
            if (method.getName().contentEquals("execute")) {
                // without the two lines of its braces
                atMost(EXECUTE_LINES, lines(method.getBody()) - 2, "lines in its body", method, "execute()");
            }
        }
        return super.visitMethod(method, null);
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
        if (type.getKind() == Tree.Kind.RECORD) {
            long components =
                    type.getMembers().stream().filter(SizesScanner::isComponent).count();
            atMost(RECORD_COMPONENTS, components, "components", type, "record " + type.getSimpleName());
        }
        return super.visitClass(type, null);
    }

    /** A record has no other fields than its components and static ones. */
    private static boolean isComponent(Tree member) {
        return member instanceof VariableTree field
                && !field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    private void atMost(long limit, long size, String unit, Tree tree, String name) {
        if (size > limit) {
            findings.add("%s:%d: %s has %d %s; at most %d are allowed"
                    .formatted(file.getSourceFile().getName(), startLine(tree), name, size, unit, limit));
        }
    }

    private long lines(Tree tree) {
        LineMap lines = file.getLineMap();
        return lines.getLineNumber(positions.getEndPosition(file, tree)) - startLine(tree) + 1;
    }

    private long startLine(Tree tree) {
        return file.getLineMap().getLineNumber(positions.getStartPosition(file, tree));
    }
}
