import Foundation
import Synchronization

/// How long work stands, on standard error: a bar that redraws itself on a terminal,
/// a plain line now and then elsewhere.
final class ProgressLine: Sendable {
    private struct State {
        var drawn: ContinuousClock.Instant?
        var done = 0
        var total: Int?
        var note = ""
    }

    private let title: String
    private let unit: String
    private let begun = ContinuousClock.now
    private let state = Mutex(State())
    private let terminal = isatty(STDERR_FILENO) == 1

    init(_ title: String, unit: String) {
        self.title = title
        self.unit = unit
    }

    func show(done: Int, of total: Int?, note: String) {
        state.withLock { state in
            (state.done, state.total, state.note) = (done, total, note)
            let interval: Duration = terminal ? .milliseconds(100) : .seconds(5)
            let now = ContinuousClock.now
            guard now - (state.drawn ?? (terminal ? now - interval : begun)) >= interval else { return }
            state.drawn = now
            write(line(state))
        }
    }

    /// Shows how the work ended and leaves the line.
    /// - Parameter always: also when the work was over before anything was shown.
    func finish(always: Bool = true) {
        state.withLock { state in
            guard state.done > 0, always || (state.drawn.map { begun.duration(to: $0) > .seconds(1) } ?? false) else {
                if state.drawn != nil, terminal { tell("\r\u{1B}[2K") }
                return
            }
            write(line(state))
            if terminal { tell("\n") }
        }
    }

    private func line(_ state: State) -> String {
        let spent = (ContinuousClock.now - begun).seconds
        let rate = spent > 0 ? Double(state.done) / spent : 0
        let counted = state.total.map { "\(state.done)/\($0)" } ?? "\(state.done)"
        var parts = ["\(title)", "\(counted) \(unit)", String(format: "%.0f/s", rate)]
        if let total = state.total, total > 0 {
            if terminal { parts.insert(bar(Double(state.done) / Double(total)), at: 1) }
            if rate > 0, state.done < total { parts.append("ETA " + Self.clock(Double(total - state.done) / rate)) }
        }
        parts.append(state.note)
        return parts.joined(separator: "  ")
    }

    private func bar(_ share: Double) -> String {
        let width = 24
        let filled = min(width, max(0, Int(share * Double(width))))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    }

    /// `1:02:03` or `2:03`.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        return hours > 0
            ? String(format: "%d:%02d:%02d", hours, minutes, rest) : String(format: "%d:%02d", minutes, rest)
    }

    private func write(_ text: String) {
        tell(terminal ? "\r\u{1B}[2K" + text : text + "\n")
    }
}
