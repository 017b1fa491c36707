"""What each shell runs at the tab key: it asks collab (see ``completion``) and shows the answer.

Words from the workspace are only ever read as text by these scripts, never run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BASH: Final = r"""# bash completion for collab
_collab() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            '<files>') compopt -o default 2>/dev/null; return ;;
            '<folders>') compopt -o dirnames 2>/dev/null; return ;;
        esac
        COMPREPLY+=("$line")
    done < <(_COLLAB_COMPLETE=bash _COLLAB_COMPLETE_LINE="${COMP_LINE:0:COMP_POINT}" \
        _COLLAB_COMPLETE_BREAKS="$COMP_WORDBREAKS" _COLLAB_COMPLETE_TYPE="$COMP_TYPE" \
        "${1/#\~/$HOME}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:/=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _collab collab 2>/dev/null || complete -F _collab collab
"""

_ZSH: Final = r"""#compdef collab
_collab() {
    local value title
    local -a open open_shown whole whole_shown lines
    local -i width=0
    lines=("${(@f)$(_COLLAB_COMPLETE=zsh _COLLAB_COMPLETE_LINE="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" \
        "${words[1]/#\~/$HOME}" 2>/dev/null)}")
    case $lines[1] in
        '<files>') _files; return ;;
        '<folders>') _files -/; return ;;
        '') return 1 ;;
    esac
    for value in "${(@)lines%%$'\t'*}"; do
        (( ${(m)#value} > width )) && width=${(m)#value}
    done
    for title in "${(@)lines}"; do
        value=${title%%$'\t'*}
        [[ $title == *$'\t'* ]] && title="${(mr:$width:)value}  ${title#*$'\t'}"
        if [[ $value == *[:/=] ]]; then
            open+=("$value")
            open_shown+=("$title")
        else
            whole+=("$value")
            whole_shown+=("$title")
        fi
    done
    (( $#open )) && compadd -U -l -V collab -S '' -d open_shown -a open
    (( $#whole )) && compadd -U -l -V collab -d whole_shown -a whole
    return 0
}
if [[ $funcstack[1] == _collab ]]; then
    _collab "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _collab collab
fi
"""

_FISH: Final = r"""# fish completion for collab
function __collab_complete
    set -lx _COLLAB_COMPLETE fish
    set -lx _COLLAB_COMPLETE_LINE (commandline -cp)
    set -l program (commandline -opc)[1]
    set -l lines ($program 2>/dev/null)
    switch "$lines[1]"
        case ''
            return
        case '<files>'
            __fish_complete_path (commandline -ct)
        case '<folders>'
            __fish_complete_directories (commandline -ct) ''
        case '*'
            printf '%s\n' $lines
    end
end
complete --command collab --erase
complete --command collab --no-files --keep-order --arguments '(__collab_complete)'
"""

_POWERSHELL: Final = r"""# PowerShell completion for collab
Register-ArgumentCompleter -Native -CommandName collab, collab.exe -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.Extent.Text
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $line = if ($length -lt $line.Length) { $line.Substring(0, $length) } else { $line.PadRight($length) }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
        $Env:_COLLAB_COMPLETE = 'powershell'
        $Env:_COLLAB_COMPLETE_LINE = $line
        & $commandAst.GetCommandName() 2>$null | ForEach-Object {
            $value, $title = $_ -split "`t", 2
            if ($value -notin '<files>', '<folders>') {
                $shown = if ($title) { "$value  ($title)" } else { $value }
                $about = if ($title) { $title } else { $value }
                [System.Management.Automation.CompletionResult]::new($value, $shown, 'ParameterValue', $about)
            }
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item -ErrorAction Ignore Env:_COLLAB_COMPLETE, Env:_COLLAB_COMPLETE_LINE
    }
}
"""

SCRIPTS: Final[Mapping[str, str]] = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL}
"""The script of each shell."""

USES: Final[Mapping[str, str]] = {
    "bash": """echo 'eval "$(collab completion bash)"' >> ~/.bashrc""",
    "zsh": """echo 'eval "$(collab completion zsh)"' >> ~/.zshrc""",
    "fish": "collab completion fish > ~/.config/fish/completions/collab.fish",
    "powershell": "Add-Content $PROFILE 'collab completion powershell | Out-String | Invoke-Expression'",
}
"""What to type so that every new shell has it."""
