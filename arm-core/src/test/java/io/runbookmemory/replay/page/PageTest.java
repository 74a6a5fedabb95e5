package io.runbookmemory.replay.page;

import static io.runbookmemory.replay.page.Page.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

  private static Page table(String cell) {
    return new Page().title("Replay").table(List.of("id", "title"), List.of(row("INC-7", cell)));
  }

  @Test
  void markdownHasATableOfCells() {
    assertThat(table("checkout_db is slow").section("Then").words("None.").toMarkdown())
        .isEqualTo(
            """
            # Replay

            | id | title |
            |---|---|
            | INC-7 | checkout_db is slow |

            ## Then

            None.
            """);
  }

  @Test
  void aTerminalHasAlignedColumnsAndNoSpaceAtTheEnd() {
    Page page =
        new Page()
            .title("Replay")
            .table(List.of("id", "title"), List.of(row("INC-7", "slow"), row("B", "längër")));
    assertThat(page.toText())
        .isEqualTo(
            """
            Replay
            ======

            id     title
            INC-7  slow
            B      längër
            """);
  }

  @Test
  void whatPeopleWroteIsNoMarkup() {
    String hostile = "a|b\n![x](http://evil/x.png) <script> `c` **d** &lt; \u001b[31mred\u202e";
    assertThat(table(hostile).toMarkdown())
        .contains(
            "| INC-7 | a\\|b !\\[x\\](http://evil/x.png) \\<script\\> \\`c\\` \\*\\*d\\*\\* \\&lt;"
                + " \\[31mred |\n");
    assertThat(table(hostile).toText()).doesNotContain("\u001b", "\u202e", "a|b\n");
  }

  @Test
  void aLongCellIsCutOnATerminalAlone() {
    String title = "x".repeat(47) + "😀😀";
    assertThat(table(title).toText()).contains("x".repeat(47) + "…\n");
    assertThat(table(title).toMarkdown()).contains(title);
  }

  @Test
  void aRowIsAsLongAsTheHead() {
    assertThatThrownBy(() -> new Page().table(List.of("a"), List.of(row(1, 2))))
        .hasMessage("a row must have 1 cells, got 2");
  }
}
