package shop.harbor;

import io.runbookmemory.RunbookMemory;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/** Memories in. */
@Path("/memories")
public class MemoriesResource {

  private final RunbookMemory memory;

  MemoriesResource(RunbookMemory memory) {
    this.memory = memory;
  }

  @POST
  @Consumes(MediaType.TEXT_PLAIN)
  public String remember(String words) {
    if (words.isBlank()) {
      throw new BadRequestException("a memory must have words");
    }
    return memory.remember(words).getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
