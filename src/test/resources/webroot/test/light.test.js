import { lightOf, telesignLink } from "/model/light.js"
import { equal } from "./assert.js"

const noon = Date.parse("2026-11-22T12:00:00Z")
const link = (name, behind = 0) => ({ name, since: noon, behind })
const telesign = {
  at: "2026-11-22T12:00:00Z",
  last_report: "2026-11-22T11:56:00Z",
  awaited_since: "2026-11-22T11:56:00Z",
  usual_ms: 20_000,
  silent: true,
  heardAt: noon,
}

const said = (...asked) => {
  const { text, more, tone } = lightOf(...asked)
  return [text, more, tone]
}

export function aGoodLinkIsLive() {
  equal(said(link("live"), { ...telesign, silent: false }), ["Live", "", "good"])
  equal(said(link("live"), undefined), ["Live", "", "good"])
}

export function silenceIsToldWithWhatIsUsual() {
  equal(said(link("live"), telesign, noon), ["TeleSign silent", " for 4 min (usually 20 s)", "caution"])
  equal(said(link("live"), { ...telesign, usual_ms: null }, noon), ["TeleSign silent", " for 4 min", "caution"])
  equal(lightOf(link("live"), telesign, noon).since, telesign.awaited_since)
}

/** By how long ago the relay said it, not by comparing two clocks. */
export function silenceGrowsByTheClockHere() {
  const ahead = { ...telesign, heardAt: noon + 3_600_000 }
  equal(said(link("live"), ahead, noon + 3_660_000)[1], " for 5 min (usually 20 s)")
}

export function aBrokenLinkOfOurOwnComesFirst() {
  equal(said(link("reconnecting"), telesign, noon), ["Reconnecting", "", "caution"])
  equal(said(link("offline"), telesign, noon), ["Offline", "", "bad"])
  equal(said(link("catching_up", 1200), telesign, noon), ["Catching up", ", 1,200 behind", "progress"])
}

export function whatIsNotKnownIsNotCalledLive() {
  equal(said(link("live"), null), ["TeleSign's link not known", "", "caution"])
}

export function telesignsLinkIsToldByItself() {
  const told = (changed) => telesignLink({ ...telesign, ...changed })
  equal([told({}).text, told({}).since], ["TeleSign silent", telesign.awaited_since])
  equal(told({ silent: false }).text, "A report is awaited")
  equal(told({ silent: false, awaited_since: null }).text, "No report is awaited")
  equal(told({ silent: false, awaited_since: null, last_report: null }).text, "TeleSign has not called back yet")
  equal(telesignLink(null).text, "TeleSign's link not known")
}
