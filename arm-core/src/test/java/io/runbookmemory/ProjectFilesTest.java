package io.runbookmemory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
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
