package io.runbookmemory.testkit.replay;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What plain tests replay, and how. On a class it holds for all of its tests and for nested
 * classes; what stands nearer to the test goes first.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ReplayExtension.class)
public @interface Replay {

  /**
   * Returns which files are replayed together.
   *
   * @return globs as in {@link ReplayTest}; none leaves that to whoever stands further out
   */
  String[] value() default {};

  /**
   * Returns how the service under test is set up.
   *
   * @return as in {@link ReplayTest}
   */
  Class<? extends ReplaySetup> setup() default ReplaySetup.class;
}
