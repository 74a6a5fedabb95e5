package io.runbookmemory;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds arm-core to docs/architecture.puml: the drawing is the rule, there is no second table. */
class ArchitectureTest {

  private static final String DRAWING = "docs/architecture.puml";

  /** Raise this as the library grows: a scan that sees nothing would pass every other test. */
  private static final int CLASSES_AT_LEAST = 150;

  @Test
  void theScanSeesTheLibrary() {
    assertThat(CoreClasses.ALL).hasSizeGreaterThanOrEqualTo(CLASSES_AT_LEAST);
  }

  @Test
  void codeHasNoArrowThatTheDrawingLacks() {
    Path drawing = ProjectFiles.root().resolve(DRAWING);
    ArchRuleDefinition.classes()
        .should(adhereToPlantUmlDiagram(drawing, consideringOnlyDependenciesInDiagram()))
        .check(CoreClasses.ALL);
  }

  @Test
  void everyPackageStandsInTheDrawing() {
    List<String> drawn =
        ProjectFiles.matches(ProjectFiles.read(DRAWING), "(?m)^\\[\\w+\\] <<([\\w.]+)>>$");
    assertThat(CoreClasses.ALL)
        .allSatisfy(
            type ->
                assertThat(drawn)
                    .anyMatch(
                        component -> PackageMatcher.of(component).matches(type.getPackageName())));
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("io.runbookmemory.(**)").should().beFreeOfCycles().check(CoreClasses.ALL);
  }

  @Test
  void anArrowOfTheDrawingPointsDown() {
    String drawing = ProjectFiles.read(DRAWING);
    List<String> topDown = ProjectFiles.matches(drawing, "(?m)^\\[(\\w+)\\] <<");
    assertThat(topDown).hasSizeGreaterThan(10).doesNotHaveDuplicates();

    List<String> arrows = ProjectFiles.matches(drawing, "(?m)^(\\[\\w+\\] --> \\[\\w+\\])$");
    assertThat(arrows).hasSizeGreaterThan(topDown.size()).doesNotHaveDuplicates();
    assertThat(arrows)
        .allSatisfy(
            arrow -> {
              List<String> ends = ProjectFiles.matches(arrow, "\\[(\\w+)\\]");
              assertThat(topDown).contains(ends.get(0), ends.get(1));
              assertThat(topDown.indexOf(ends.get(1))).isGreaterThan(topDown.indexOf(ends.get(0)));
            });
  }
}
