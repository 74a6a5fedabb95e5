package shop.harbor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** What {@code application.properties} says of the memory. */
@ConfigMapping(prefix = "memory")
interface MemoryConfig {

  /** The folder that it is kept in. */
  @WithDefault("memory")
  Path folder();
}
