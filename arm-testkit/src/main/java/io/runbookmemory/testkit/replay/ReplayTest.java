package io.runbookmemory.testkit.replay;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once for each incident file, under the incident's id and title. It takes an
 * {@link IncidentReplay}, and whatever else {@link ReplayExtension} has. A file that breaks a rule
 * of its format fails its own run, with line and path; that no file is found fails the test.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(ReplayExtension.class)
public @interface ReplayTest {

  /**
   * Returns which files: a glob, where {@code *} stops at folders and {@code **} does not. It is
   * looked for on the class path; where nothing is found there, or with {@code file:} in front, in
   * the working directory.
   *
   * @return such as {@code incidents/*.json}
   */
  String value();

  /**
   * Returns how the service under test is set up.
   *
   * @return the one of {@link Replay} on the test or its class where none is named, else the
   *     defaults of {@link ReplaySetup}
   */
  Class<? extends ReplaySetup> setup() default ReplaySetup.class;
}
