// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The bounds of the buckets of native histograms.
///
/// The bucket with index i of schema s ends at 2^(i/2^s), inclusive. The buckets of a schema are pairs of those of the
/// next one, so an index is found once, in schema 8, and divided. No logarithm is taken, so powers of two are exact.
enum NativeBounds {
    static let finestSchema = 8
    static let coarsestSchema = -4

    /// What an observation reads: bounds of schema 8 between 1 and 2, and where to begin to look among them.
    struct Lookup {
        /// The fractions of the bounds, and one above all of them.
        let fractions: UnsafePointer<UInt64>
        /// For each 512th of the range, the number of bounds below it. No two bounds are in the same 512th.
        let starts: UnsafePointer<UInt16>

        static let fractionMask: UInt64 = 1 << 52 - 1
        static let startShift: UInt64 = 43

        /// The index in schema 8 of a number: its exponent, and the bits of its fraction.
        @inline(__always)
        func index(exponent: Int, fraction: UInt64) -> Int {
            let start = Int(starts[Int(truncatingIfNeeded: fraction &>> Self.startShift)])
            return exponent &* 256 &+ start &+ (fractions[start] < fraction ? 1 : 0)
        }
    }

    // nonisolated(unsafe): written here once and never changed. A forked child has a copy.
    nonisolated(unsafe) static let lookup: Lookup = {
        let fractions = UnsafeMutablePointer<UInt64>.allocate(capacity: words.count + 1)
        for (index, word) in words.enumerated() { (fractions + index).initialize(to: word) }
        (fractions + words.count).initialize(to: .max)
        let starts = UnsafeMutablePointer<UInt16>.allocate(capacity: 512)
        for part in 0..<512 {
            let start = UInt64(part) << Lookup.startShift
            (starts + part).initialize(to: UInt16(words.prefix { $0 < start }.count))
        }
        return Lookup(fractions: fractions, starts: starts)
    }()

    /// The index in schema 8 of a number that isn't 0 or NaN, also of a subnormal one. An infinity has the bucket after
    /// that of the largest number.
    static func finestIndex(of magnitude: Double) -> Int {
        guard magnitude.isFinite else { return finestIndex(of: .greatestFiniteMagnitude) + 1 }
        return lookup.index(
            exponent: Int(magnitude.exponent), fraction: magnitude.significand.bitPattern & Lookup.fractionMask)
    }

    /// The index in a schema that is coarser by a number of steps.
    @inline(__always)
    static func coarser(_ index: Int, by steps: Int) -> Int { (index &+ (1 &<< steps &- 1)) &>> steps }

    /// The bound of a bucket that is farther from 0. The last bucket of numbers ends at the largest number.
    static func bound(of index: Int, schema: Int) -> Double {
        let steps = finestSchema - schema
        let finest = index << steps
        if finest == 1024 * 256 { return .greatestFiniteMagnitude }
        if finest > 1024 * 256 { return .infinity }
        let significand = Double(bitPattern: 1023 << 52 | words[finest & 255])
        return Double(sign: .plus, exponent: finest >> 8, significand: significand)
    }

    /// The finest schema whose buckets grow at most by this factor.
    static func schema(growth: Double) -> Int {
        (coarsestSchema..<finestSchema).first { growth >= bound(of: 1, schema: $0) } ?? finestSchema
    }

    /// The fractions of the bounds of schema 8 between 1 and 2, as Prometheus has them, to the bit. Some of its numbers
    /// aren't the nearest ones. But a server computes bounds with them, and a zero bucket that ended beyond a bound of the
    /// server's would reach into the next bucket.
    private static let words: [UInt64] = [
        0x0000000000000, 0x00B1AFA5ABCBF, 0x0163DA9FB3335, 0x02168143B0281, 0x02C9A3E778061,
        0x037D42E11BBCC, 0x04315E86E7F84, 0x04E5F72F654B1, 0x059B0D3158574, 0x0650A0E3C1F89,
        0x0706B29DDF6DD, 0x07BD42B72A836, 0x0874518759BC8, 0x092BDF66607E0, 0x09E3ECAC6F383,
        0x0A9C79B1F3919, 0x0B5586CF9890F, 0x0C0F145E46C85, 0x0CC922B7247F6, 0x0D83B23395DEA,
        0x0E3EC32D3D1A2, 0x0EFA55FDFA9C5, 0x0FB66AFFED31A, 0x1073028D7233D, 0x11301D0125B50,
        0x11EDBAB5E2AB5, 0x12ABDC06C31CB, 0x136A814F204AA, 0x1429AAEA92DDF, 0x14E95934F312D,
        0x15A98C8A58E50, 0x166A45471C3C1, 0x172B83C7D517B, 0x17ED48695BBC0, 0x18AF9388C8DE9,
        0x1972658375D2F, 0x1A35BEB6FCB75, 0x1AF99F8138A1C, 0x1BBE084045CD3, 0x1C82F95281C6B,
        0x1D4873168B9AA, 0x1E0E75EB44026, 0x1ED5022FCD91C, 0x1F9C18438CE4C, 0x2063B88628CD6,
        0x212BE3578A819, 0x21F49917DDC95, 0x22BDDA27912D0, 0x2387A6E756238, 0x2451FFB82140A,
        0x251CE4FB2A63E, 0x25E85711ECE74, 0x26B4565E27CDD, 0x2780E341DDF2A, 0x284DFE1F56380,
        0x291BA7591BB6F, 0x29E9DF51FDEE1, 0x2AB8A66D10F13, 0x2B87FD0DAD98F, 0x2C57E39771B2E,
        0x2D285A6E4030B, 0x2DF961F641589, 0x2ECAFA93E2F55, 0x2F9D24ABD886A, 0x306FE0A31B715,
        0x31432EDEEB2FD, 0x32170FC4CD831, 0x32EB83BA8EA32, 0x33C08B26416FF, 0x3496266E3FA2D,
        0x356C55F929FF0, 0x36431A2DE883A, 0x371A7373AA9CA, 0x37F26231E7549, 0x38CAE6D05D864,
        0x39A401B7140ED, 0x3A7DB34E59FF6, 0x3B57FBFEC6CF4, 0x3C32DC313A8E3, 0x3D0E544EDE172,
        0x3DEA64C123422, 0x3EC70DF1C5175, 0x3FA4504AC801B, 0x40822C367A024, 0x4160A21F72E2A,
        0x423FB2709468A, 0x431F5D950A896, 0x43FFA3F84B9D4, 0x44E086061892D, 0x45C2042A7D232,
        0x46A41ED1D0057, 0x4786D668B3236, 0x486A2B5C13CD0, 0x494E1E192AED2, 0x4A32AF0D7D3DE,
        0x4B17DEA6DB7D7, 0x4BFDAD5362A27, 0x4CE41B817C114, 0x4DCB299FDDD0D, 0x4EB2D81D8ABFE,
        0x4F9B2769D2CA7, 0x508417F4531EF, 0x516DAA2CF6642, 0x5257DE83F4EEF, 0x5342B569D4F81,
        0x542E2F4F6AD27, 0x551A4CA5D920D, 0x56070DDE910D0, 0x56F4736B527DA, 0x57E27DBE2C4CF,
        0x58D12D497C7FC, 0x59C0827FF07CB, 0x5AB07DD485429, 0x5BA11FBA87A02, 0x5C9268A5946B6,
        0x5D84590998B92, 0x5E76F15AD2148, 0x5F6A320DCEB71, 0x605E1B976DC08, 0x6152AE6CDF6F4,
        0x6247EB03A5584, 0x633DD1D1929FD, 0x6434634CCC31E, 0x652B9FEBC8FB5, 0x6623882552224,
        0x671C1C70833F5, 0x68155D44CA972, 0x690F4B19E9537, 0x6A09E667F3BCC, 0x6B052FA75173E,
        0x6C012750BDABE, 0x6CFDCDDD47645, 0x6DFB23C651A2E, 0x6EF9298593AE4, 0x6FF7DF9519482,
        0x70F7466F42E85, 0x71F75E8EC5F73, 0x72F8286EAD089, 0x73F9A48A58172, 0x74FBD35D7CBFC,
        0x75FEB564267C8, 0x77024B1AB6E09, 0x780694FDE5D3E, 0x790B938AC1CF5, 0x7A11473EB0186,
        0x7B17B0976CFDA, 0x7C1ED0130C131, 0x7D26A62FF86EF, 0x7E2F336CF4E61, 0x7F3878491C490,
        0x80427543E1A10, 0x814D2ADD106D8, 0x82589994CCE11, 0x8364C1EB941F6, 0x8471A4623C7AB,
        0x857F4179F5B1F, 0x868D99B4492EB, 0x879CAD931A435, 0x88AC7D98A6697, 0x89BD0A478580D,
        0x8ACE5422AA0DB, 0x8BE05BAD61778, 0x8CF3216B5448B, 0x8E06A5E0866D8, 0x8F1AE99157736,
        0x902FED0282C8A, 0x9145B0B91FFC5, 0x925C353AA2FE2, 0x93737B0CDC5E4, 0x948B82B5F98E4,
        0x95A44CBC8520D, 0x96BDD9A7670B1, 0x97D829FDE4E4F, 0x98F33E47A22A2, 0x9A0F170CA07B8,
        0x9B2BB4D53FE0B, 0x9C49182A3F08F, 0x9D674194BB8D4, 0x9E86319E32321, 0x9FA5E8D07F29C,
        0xA0C667B5DE564, 0xA1E7AED8EB8BB, 0xA309BEC4A2D32, 0xA42C980460AD7, 0xA5503B23E255B,
        0xA674A8AF46051, 0xA799E1330B356, 0xA8BFE53C12E57, 0xA9E6B5579FDBE, 0xAB0E521356EB9,
        0xAC36BBFD3F378, 0xAD5FF3A3C2773, 0xAE89F995AD3AC, 0xAFB4CE622F2FE, 0xB0E07298DB663,
        0xB20CE6C9A8950, 0xB33A2B84F15FA, 0xB468415B749B0, 0xB59728DE55938, 0xB6C6E29F1C529,
        0xB7F76F2FB5E45, 0xB928CF22749E2, 0xBA5B030A10647, 0xBB8E0B79A6F1D, 0xBCC1E904BC1D0,
        0xBDF69C3F3A205, 0xBF2C25BD71E06, 0xC06286141B33B, 0xC199BDD85529A, 0xC2D1CD9FA652A,
        0xC40AB5FFFD078, 0xC544778FAFB20, 0xC67F12E57D149, 0xC7BA88988C931, 0xC8F6D9406E7B2,
        0xCA3405751C4D8, 0xCB720DCEF9066, 0xCCB0F2E6D1672, 0xCDF0B555DC3F6, 0xCF3155B5BAB70,
        0xD072D4A078979, 0xD1B532B08C966, 0xD2F87080D89EE, 0xD43C8EACAA1D3, 0xD5818DCFBA486,
        0xD6C76E862E6D2, 0xD80E316C98396, 0xD955D71FF6074, 0xDA9E603DB3284, 0xDBE7CD63A8313,
        0xDD321F301B45E, 0xDE7D5641C0656, 0xDFC97337B9B5D, 0xE11676B197D16, 0xE264614F5A126,
        0xE3B333B16EE0F, 0xE502EE78B3FF5, 0xE653924676D75, 0xE7A51FBC74C81, 0xE8F7977CDB73E,
        0xEA4AFA2A490D8, 0xEB9F4867CCA6D, 0xECF482D8E67EE, 0xEE4AAA218850E, 0xEFA1BEE615A26,
        0xF0F9C1CB64129, 0xF252B376BBA95, 0xF3AC948DD7272, 0xF50765B6E453E, 0xF6632798844F6,
        0xF7BFDAD9CBE10, 0xF91D802243C86, 0xFA7C1819E90D6, 0xFBDBA3692D512, 0xFD3C22B8F71EE,
        0xFE9D96B2A23D6,
    ]
}
