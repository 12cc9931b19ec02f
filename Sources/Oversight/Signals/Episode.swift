/// Events that lie close together: from one of them, all within a span.
enum Episode {
    /// Every stretch of events, in order, that begins with one and has enough within the span after it. Stretches do not
    /// overlap. What was found once is found again, with what came since within its span.
    /// - Parameters:
    ///   - span: in seconds.
    ///   - isEnough: asked of a stretch as long as it can be.
    static func find<Event>(
        _ events: [Event], at time: (Event) -> Int64, within span: Int64, where isEnough: (ArraySlice<Event>) -> Bool
    ) -> [ArraySlice<Event>] {
        var found: [ArraySlice<Event>] = []
        var start = 0
        var end = 0
        while start < events.count {
            while end < events.count, time(events[end]) - time(events[start]) <= span { end += 1 }
            if isEnough(events[start..<end]) {
                found.append(events[start..<end])
                start = end
            } else {
                start += 1
            }
            end = max(end, start)
        }
        return found
    }

    /// The same for a condition that a shorter stretch may meet though the longest does not: each is as long as it can be.
    static func findLongest<Event>(
        _ events: [Event], at time: (Event) -> Int64, within span: Int64, where isEnough: (ArraySlice<Event>) -> Bool
    ) -> [ArraySlice<Event>] {
        var found: [ArraySlice<Event>] = []
        var start = 0
        while start < events.count {
            let close = events[start...].prefix { time($0) - time(events[start]) <= span }
            let end = (close.startIndex..<close.endIndex).reversed().first { isEnough(events[start...$0]) }
            if let end { found.append(events[start...end]) }
            start = end.map { $0 + 1 } ?? start + 1
        }
        return found
    }
}
