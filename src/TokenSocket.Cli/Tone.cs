namespace TokenSocket.Cli;

/// <summary>What a line of the story means for whoever reads it at night.</summary>
internal enum Tone
{
    /// <summary>By the way.</summary>
    Quiet,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>It helps itself.</summary>
    Waiting,

    /// <summary>A person must act.</summary>
    Bad,

    /// <summary>What the server sent.</summary>
    Message,
}
