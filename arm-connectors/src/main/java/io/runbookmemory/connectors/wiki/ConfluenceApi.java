package io.runbookmemory.connectors.wiki;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import java.util.Optional;

/** The two ways to ask a Confluence; both answer a page with its body in storage format. */
enum ConfluenceApi {
  CLOUD {
    @Override
    Call page(String id) {
      return Call.get("api/v2/pages/" + Call.encode(id)).with("body-format", "storage");
    }

    @Override
    Call titled(String space, String title) {
      throw new IllegalStateException("Cloud's addresses have ids");
    }

    @Override
    Optional<String> spaceId(VendorHttp http, String key) {
      JsonNode spaces = http.json(Call.get("api/v2/spaces").with("keys", key));
      return Fields.text(spaces.at("/results/0/id"));
    }

    @Override
    Call pages(String space, int size) {
      return Call.get("api/v2/spaces/" + Call.encode(space) + "/pages")
          .with("body-format", "storage")
          .with("limit", size);
    }

    /** It names the path from the host on, as {@code /wiki/api/v2/…}. */
    @Override
    String relative(String next) {
      return next;
    }
  },

  DATA_CENTER {
    @Override
    Call page(String id) {
      return Call.get("rest/api/content/" + Call.encode(id)).with("expand", EXPAND);
    }

    @Override
    Call titled(String space, String title) {
      return Call.get("rest/api/content")
          .with("spaceKey", space)
          .with("title", title)
          .with("expand", EXPAND);
    }

    @Override
    Optional<String> spaceId(VendorHttp http, String key) {
      return Optional.of(key);
    }

    @Override
    Call pages(String space, int size) {
      return Call.get("rest/api/content")
          .with("spaceKey", space)
          .with("type", "page")
          .with("expand", EXPAND)
          .with("limit", size);
    }

    /** It names the path from its own root on, as {@code /rest/api/…}. */
    @Override
    String relative(String next) {
      return next.startsWith("/") ? next.substring(1) : next;
    }
  };

  private static final String EXPAND = "body.storage,version";

  abstract Call page(String id);

  abstract Call titled(String space, String title);

  /** Returns what a space is asked by; empty if there is none. */
  abstract Optional<String> spaceId(VendorHttp http, String key);

  abstract Call pages(String space, int size);

  /** Returns the path of the next batch, to be added to the endpoint's address. */
  abstract String relative(String next);
}
