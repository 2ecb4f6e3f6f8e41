package io.ssl4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Everything public or protected in the libraries has a comment, but for what lies in packages named "internal". Only
 * what its class's comment says already needs none: a record's constructor and its {@code with} methods, whose
 * components are described there, and what overrides.
 */
class JavadocTest {

    private static final List<String> MODULES =
            List.of("ssl-core", "ssl-pretext", "ssl-contrastive", "ssl-noncontrastive", "ssl-eval");

    @Test
    void everythingPublicHasAComment() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.toString().contains("internal"))
                        .forEach(sources::add);
            }
        }
        assertThat(sources).hasSizeGreaterThan(200);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            Search search = new Search(DocTrees.instance(task));
            task.parse().forEach(unit -> search.scan(unit, null));
            assertThat(search.bare).isEmpty();
        }
    }

    private static final class Search extends TreePathScanner<Void, Void> {

        private final List<String> bare = new ArrayList<>();
        private final DocTrees docs;
        private CompilationUnitTree unit;

        Search(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree tree, Void nothing) {
            unit = tree;
            return super.visitCompilationUnit(tree, nothing);
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            if (!isOpen(tree.getModifiers())) {
                return null;
            }
            check(tree.getSimpleName().toString(), tree);
            return super.visitClass(tree, nothing);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            String name = tree.getName().toString();
            boolean saidByRecord =
                    enclosing().getKind() == Tree.Kind.RECORD && (name.equals("<init>") || name.startsWith("with"));
            boolean overrides = tree.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (isOpen(tree.getModifiers()) && !saidByRecord && !overrides) {
                check(name, tree);
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree tree, Void nothing) {
            if (isOpen(tree.getModifiers())) {
                check(tree.getName().toString(), tree);
            }
            return null;
        }

        private ClassTree enclosing() {
            return (ClassTree) getCurrentPath().getParentPath().getLeaf();
        }

        private boolean isOpen(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            boolean member = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                    && type.getKind() == Tree.Kind.INTERFACE;
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || member && !flags.contains(Modifier.PRIVATE);
        }

        private void check(String name, Tree tree) {
            if (docs.getDocComment(getCurrentPath()) == null) {
                long position = docs.getSourcePositions().getStartPosition(unit, tree);
                bare.add(
                        unit.getSourceFile().getName() + ":" + unit.getLineMap().getLineNumber(position) + " " + name);
            }
        }
    }
}
