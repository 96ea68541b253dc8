namespace MailMaker.Core.Segments;

/// <summary>A part of a compiled expression: asked of the comparisons that are met, a bit each.</summary>
internal abstract class SegmentClause
{
    private SegmentClause()
    {
    }

    /// <summary>Whether it holds.</summary>
    public abstract bool Holds(ulong met);

    /// <summary>A comparison.</summary>
    internal sealed class Met(ulong bit) : SegmentClause
    {
        public override bool Holds(ulong met) => (met & bit) != 0;
    }

    /// <summary>And.</summary>
    internal sealed class All(SegmentClause[] parts) : SegmentClause
    {
        public override bool Holds(ulong met)
        {
            foreach (var part in parts)
            {
                if (!part.Holds(met))
                    return false;
            }

            return true;
        }
    }

    /// <summary>Or.</summary>
    internal sealed class Any(SegmentClause[] parts) : SegmentClause
    {
        public override bool Holds(ulong met)
        {
            foreach (var part in parts)
            {
                if (part.Holds(met))
                    return true;
            }

            return false;
        }
    }

    /// <summary>Not.</summary>
    internal sealed class None(SegmentClause part) : SegmentClause
    {
        public override bool Holds(ulong met) => !part.Holds(met);
    }
}
