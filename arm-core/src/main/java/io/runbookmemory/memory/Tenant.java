package io.runbookmemory.memory;

/**
 * Whose memories they are. Tenants never see each other's.
 *
 * @param name 1 to 64 letters, digits, dots, hyphens or underscores
 */
public record Tenant(String name) {

  /** The tenant of whoever names none. */
  public static final Tenant DEFAULT = new Tenant("default");

  /** Checks the rules. */
  public Tenant {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "a tenant's name must be 1 to 64 letters, digits, '.', '-' or '_', got \"" + name + "\"");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
