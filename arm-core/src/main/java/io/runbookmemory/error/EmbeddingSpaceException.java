package io.runbookmemory.error;

import java.io.Serial;

/**
 * Vectors of two embedding spaces that were about to be mixed. What to do: open the store with the
 * model it was written with, or embed its memories again with the new one.
 */
public final class EmbeddingSpaceException extends ArmException {

  @Serial private static final long serialVersionUID = 1L;

  private final String stored;
  private final String offered;

  /**
   * Creates the fault.
   *
   * @param subject the store
   * @param stored the space of the vectors that are there
   * @param offered the space of the vector that came
   */
  public EmbeddingSpaceException(String subject, String stored, String offered) {
    super(
        subject,
        subject
            + " holds vectors of "
            + stored
            + ", got those of "
            + offered
            + ": open it with the model it was written with, or give all of it vectors of the new"
            + " one with arm store reembed --store URL",
        null);
    this.stored = stored;
    this.offered = offered;
  }

  /**
   * Returns the space of the vectors in the store.
   *
   * @return model, dimension and checksum
   */
  public String stored() {
    return stored;
  }

  /**
   * Returns the space of the vector that was refused.
   *
   * @return model, dimension and checksum
   */
  public String offered() {
    return offered;
  }
}
