package io.forerun;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A Java file as the compiler's parser sees it: its lines, types and methods. */
record Source(String path, List<String> lines, List<Type> types, List<Method> methods) {
    record Type(String name, boolean isPublic, boolean hasJavadoc) {}

    record Method(String name, int line, int lines, int parameters, boolean isTest) {}

    boolean isMain() {
        return path.contains("src/main/");
    }

    /** All sources of all modules below the root. */
    static List<Source> all(final Path root) throws IOException {
        final List<JavaFileObject> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (final Path module : modules.sorted().toList()) {
                for (final String part : List.of("src/main/java", "src/test/java")) {
                    add(root, module.resolve(part), files);
                }
            }
        }
        return parse(files);
    }

    private static void add(final Path root, final Path directory, final List<JavaFileObject> files)
            throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> found = Files.walk(directory)) {
                for (final Path file : found.filter(path -> path.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    files.add(new Text(root.relativize(file).toString(), Files.readString(file)));
                }
            }
        }
    }

    /** One source of a text. */
    static Source of(final String path, final String text) throws IOException {
        return parse(List.of(new Text(path, text))).getFirst();
    }

    private static List<Source> parse(final List<? extends JavaFileObject> files) throws IOException {
        final JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, files);
        final List<Source> sources = new ArrayList<>();
        for (final CompilationUnitTree unit : task.parse()) {
            final Scanner scanner = new Scanner(DocTrees.instance(task), unit);
            scanner.scan(unit, null);
            final List<String> lines =
                    unit.getSourceFile().getCharContent(true).toString().lines().toList();
            final String path = unit.getSourceFile().toUri().getPath().substring(1);
            sources.add(new Source(path, lines, List.copyOf(scanner.types), List.copyOf(scanner.methods)));
        }
        return sources;
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        private Text(final String path, final String text) {
            super(URI.create("string:///" + path.replace(File.separatorChar, '/')), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(final boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final CompilationUnitTree unit;
        private final List<Type> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();

        private Scanner(final DocTrees trees, final CompilationUnitTree unit) {
            this.trees = trees;
            this.unit = unit;
        }

        @Override
        public Void visitClass(final ClassTree type, final Void unused) {
            types.add(new Type(
                    type.getSimpleName().toString(),
                    type.getModifiers().getFlags().contains(Modifier.PUBLIC),
                    trees.getDocComment(getCurrentPath()) != null));
            return super.visitClass(type, unused);
        }

        @Override
        public Void visitMethod(final MethodTree method, final Void unused) {
            final SourcePositions positions = trees.getSourcePositions();
            final long end = positions.getEndPosition(unit, method);
            if (end >= 0) { // Negative: the compiler's own, such as a default constructor.
                final long first = line(positions.getStartPosition(unit, method));
                final boolean test = method.getModifiers().getAnnotations().stream()
                        .map(AnnotationTree::getAnnotationType)
                        .map(Tree::toString)
                        .anyMatch(List.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory")::contains);
                methods.add(new Method(
                        method.getName().toString(),
                        (int) first,
                        (int) (line(end) - first + 1),
                        isCanonical(method) ? 0 : method.getParameters().size(),
                        test));
            }
            return super.visitMethod(method, unused);
        }

        /** Constructor of a record: its parameters are the components. */
        private boolean isCanonical(final MethodTree method) {
            final Tree parent = getCurrentPath().getParentPath().getLeaf();
            return parent.getKind() == Tree.Kind.RECORD && method.getName().contentEquals("<init>");
        }

        private long line(final long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
