import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;

/**
 * Holds every Java file of the project to google-java-format, in one run. The build starts it from
 * source: {@code java -cp google-java-format-all-deps.jar Format.java check|replace ROOT}.
 */
final class Format {

  private static final Set<String> SKIPPED_FOLDERS = Set.of(".git", "target", "node_modules");

  /** Exits with 1 and names the files where mode is {@code check} and some are badly formatted. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2 || !Set.of("check", "replace").contains(arguments[0])) {
      System.err.println("usage: Format.java check|replace ROOT, got " + List.of(arguments));
      System.exit(2);
    }
    boolean replace = arguments[0].equals("replace");
    List<String> command = new ArrayList<>();
    command.addAll(replace ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    command.addAll(javaFiles(Path.of(arguments[1])));
    int exit =
        ToolProvider.findFirst("google-java-format")
            .orElseThrow()
            .run(System.out, System.err, command.toArray(String[]::new));
    if (exit != 0 && !replace) {
      System.out.println(
          "The files above are badly formatted. Run: mvn -N validate -Dformat=replace");
    }
    System.exit(exit);
  }

  /** Module descriptors are left out: the formatter breaks their annotations apart. */
  private static List<String> javaFiles(Path root) throws IOException {
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED_FOLDERS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java") && !name.equals("module-info.java")) {
              files.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
