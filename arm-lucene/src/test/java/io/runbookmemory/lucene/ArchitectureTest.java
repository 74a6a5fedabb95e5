package io.runbookmemory.lucene;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds arm-lucene's packages to what their package-infos say they import. */
class ArchitectureTest {

  private static final String ROOT = "io.runbookmemory.lucene";

  private static final String[] CORE = {
    "io.runbookmemory.store..",
    "io.runbookmemory.memory..",
    "io.runbookmemory.embedding..",
    "io.runbookmemory.text..",
    "io.runbookmemory.error.."
  };

  /** What each package imports of the others, beside Lucene. */
  private static final Map<String, List<String>> OTHERS =
      Map.of(
          "engine", List.of(),
          "disk", List.of(),
          "report", List.of(),
          "index", List.of(),
          "snapshot", List.of("index", "engine"),
          "write", List.of("snapshot", "index"),
          "care", List.of("index", "engine", "disk", "report"));

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private static String name(String part) {
    return ROOT + "." + part;
  }

  @Test
  void theScanSeesTheModule() {
    assertThat(ALL).hasSizeGreaterThan(80);
    assertThat(ALL.getPackage(ROOT).getSubpackages())
        .extracting(sub -> sub.getName())
        .containsExactlyInAnyOrderElementsOf(OTHERS.keySet().stream().map(x -> name(x)).toList());
  }

  @Test
  void aPackageImportsWhatItSays() {
    OTHERS.forEach(
        (part, others) -> {
          List<String> allowed =
              new ArrayList<>(
                  List.of("java..", "org.apache.lucene..", "org.jspecify..", name(part)));
          allowed.addAll(List.of(CORE));
          others.forEach(other -> allowed.add(name(other)));
          classes()
              .that()
              .resideInAPackage(name(part))
              .should()
              .onlyDependOnClassesThat()
              .resideInAnyPackage(allowed.toArray(String[]::new))
              .check(ALL);
        });
  }

  @Test
  void whatKnowsNothingOfMemoriesImportsLuceneAlone() {
    classes()
        .that()
        .resideInAnyPackage(name("engine"), name("disk"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.apache.lucene..", "org.jspecify..", name("engine"), name("disk"))
        .check(ALL);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(ALL);
  }
}
