package io.runbookmemory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the files of all modules to the rules that no class file shows. */
class ProjectFilesTest {

  private static final int PUBLIC_TYPES_OF_A_PACKAGE = 15;
  private static final int TYPES_OF_A_PACKAGE = 25;

  @Test
  void theWalkSeesTheProject() {
    assertThat(ProjectFiles.modules()).isNotEmpty().allMatch(Files::isDirectory);
    assertThat(ProjectFiles.mainPackages()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aPackageHasAtMostFifteenPublicTypesAndTwentyFiveInAll() {
    assertThat(ProjectFiles.mainPackages())
        .allSatisfy(
            folder -> {
              assertThat(ProjectFiles.types(folder))
                  .as("types of %s", folder)
                  .hasSizeLessThanOrEqualTo(TYPES_OF_A_PACKAGE);
              assertThat(ProjectFiles.types(folder))
                  .filteredOn(ProjectFiles::isPublic)
                  .as("public types of %s", folder)
                  .hasSizeLessThanOrEqualTo(PUBLIC_TYPES_OF_A_PACKAGE);
            });
  }

  @Test
  void aPackageSaysWhatItIsFor() {
    assertThat(ProjectFiles.mainPackages())
        .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
  }

  @Test
  void aModuleIsNullMarked() {
    assertThat(ProjectFiles.modules())
        .map(module -> module.resolve("src/main/java/module-info.java"))
        .allSatisfy(
            descriptor ->
                assertThat(descriptor).content().contains("@org.jspecify.annotations.NullMarked"));
  }

  /** On the class path, where tests of one class may run, nothing says so. */
  @Test
  void aRecordThatIsReadByItsComponentsIsOpenToCore() throws IOException {
    List<String> closed = new ArrayList<>();
    int read = 0;
    for (Path folder : ProjectFiles.mainPackages()) {
      String path = folder.toString().replace('\\', '/');
      String name = path.substring(path.indexOf("src/main/java/") + 14).replace('/', '.');
      Path sources = Path.of(path.substring(0, path.indexOf("src/main/java/") + 13));
      if (sources.toString().contains("arm-core") || !readsRecords(folder)) {
        continue;
      }
      read++;
      String opened =
          "opens " + Pattern.quote(name) + "\\s+to\\s[^;]*\\bio\\.runbookmemory\\.core\\b";
      String descriptor = Files.readString(sources.resolve("module-info.java"));
      if (!Pattern.compile(opened).matcher(descriptor).find()) {
        closed.add(name);
      }
    }
    assertThat(read).isGreaterThan(5);
    assertThat(closed).isEmpty();
  }

  private static boolean readsRecords(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        if (Files.readString(file).contains("RecordJson.of(")) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void aVersionStandsInTheParentPomAlone() {
    assertThat(ProjectFiles.modules())
        .map(module -> module.resolve("pom.xml"))
        .allSatisfy(
            pom ->
                assertThat(
                        ProjectFiles.matches(Files.readString(pom), "<version>([^<$]+)</version>"))
                    .as("versions of %s: its parent's and no other", pom)
                    .hasSize(1));
    assertThat(ProjectFiles.matches(ProjectFiles.read("pom.xml"), "<version>([^<$\\[]+)</version>"))
        .as("versions of the parent pom that are not a property: its own")
        .hasSize(1);
  }

  @Test
  void everyVersionIsExplainedInTheListOfDependencies() {
    List<String> pinned =
        ProjectFiles.matches(ProjectFiles.read("pom.xml"), "<([\\w.-]+\\.version)>");
    List<String> explained =
        ProjectFiles.matches(
            ProjectFiles.read("docs/dependencies.md"), "(?m)^\\|[^|\\n]+\\| `([\\w.-]+)` \\|");
    assertThat(pinned).hasSizeGreaterThan(10);
    assertThat(explained).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(explained)).isEqualTo(new TreeSet<>(pinned));
  }
}
