package io.runbookmemory.testkit.artifact;

import io.runbookmemory.store.artifact.ArtifactStore;
import io.runbookmemory.store.artifact.HeldArtifactStore;
import org.jspecify.annotations.Nullable;

class HeldArtifactStoreTest implements ArtifactStoreContract {

  private @Nullable ArtifactStore store;

  @Override
  public ArtifactStore artifacts(long maxBytes) {
    if (store == null) {
      store = new HeldArtifactStore(maxBytes);
    }
    return store;
  }
}
