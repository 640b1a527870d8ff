import { api, feedAddress, firstView, pages, viewOf } from "/net/urls.js"
import { equal } from "./assert.js"

export function everyPathAsksForAView() {
  equal(
    ["/", "/send", "/find", "/recipients/a_b-", "/recipients/", "/messages/01A2", "/messages/a%2Fb", "/messages/%", "/messages/", "/else"].map(viewOf),
    [
      { view: "list" },
      { view: "send" },
      { view: "find" },
      { view: "recipient", token: "a_b-" },
      { view: "list" },
      { view: "message", id: "01A2" },
      { view: "message", id: "a/b" },
      { view: "message", id: "%" },
      { view: "list" },
      { view: "list" },
    ],
  )
}

export function operatorsBeginWithHowItGoesAndOthersWithLooking() {
  equal([["admin", "view"], ["view"], []].map(firstView), ["/now", "/find", "/find"])
}

export function idsAreQuotedInAddresses() {
  equal([pages.message("a/b?c"), api.lookUp("a/b")], ["/messages/a%2Fb%3Fc", "/api/messages/a%2Fb/look-up"])
}

export function theFeedIsAsSecureAsThePage() {
  equal(
    [feedAddress("http://127.0.0.1:8080"), feedAddress("https://relay.example")],
    ["ws://127.0.0.1:8080/api/feed", "wss://relay.example/api/feed"],
  )
}
