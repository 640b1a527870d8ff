import { html } from "lit"
import { pages } from "../net/urls.js"

/**
 * The views of the page, by the name that net/urls.js gives the path.
 *
 * - `title`: of the window; nothing for the list.
 * - `link`: what the navigation calls it; nothing where it is reached otherwise. `path` is where it leads.
 * - `home`: the address to which a message is closed that was opened from here; null for the list's.
 * - `whole`: whether it takes the whole page; else the list stays beside it.
 * - `load`: brings the modules that `element` needs.
 * - `element`: what it shows, made of the page (see view/relay-page.js); nothing for the list, which is always there.
 */
export const views = {
  find: {
    title: "Find",
    link: "Find",
    path: pages.find,
    whole: true,
    home: () => pages.find,
    load: () => import("./find-page.js"),
    element: ({ relay }) => html`<find-page .finding=${relay.finding}></find-page>`,
  },
  list: { link: "Live", path: pages.list, home: () => null },
  now: {
    title: "Now",
    link: "Now",
    path: pages.now,
    whole: true,
    load: () => import("./now-page.js"),
    element: ({ relay }) => html`<now-page .now=${relay.now} .summary=${relay.summary} .codes=${relay.codes}></now-page>`,
  },
  connection: {
    title: "Connection",
    link: "Connection",
    path: pages.connection,
    load: () => import("./connection-page.js"),
    element: ({ relay, session, sandbox }) => html`
      <connection-page
        .link=${relay.link}
        .check=${relay.checkCallback}
        .admin=${session.roles.includes("admin")}
        .sandbox=${sandbox}
      ></connection-page>
    `,
  },
  send: {
    title: "Send a message",
    load: () => import("./send-form.js"),
    element: ({ relay, sandbox, again }) =>
      html`<send-form .send=${relay.send} .batch=${relay.batch} .sandbox=${sandbox} .again=${again}></send-form>`,
  },
  recipient: {
    title: "Recipient",
    whole: true,
    home: ({ token }) => pages.recipient(token),
    load: () => import("./recipient-page.js"),
    element: ({ relay, back }) => html`
      <recipient-page .open=${relay.recipient} .codes=${relay.codes} .back=${back}></recipient-page>
    `,
  },
  message: {
    title: "Message",
    load: () => import("./message-detail.js"),
    element: (page) => html`
      <message-detail
        .open=${page.relay.open}
        .codes=${page.relay.codes}
        .lookUp=${page.relay.lookUp}
        .maySend=${page.maySend}
        @send-again=${({ detail }) => page.sendAgain(detail)}
        .back=${page.back}
      ></message-detail>
    `,
  },
}
